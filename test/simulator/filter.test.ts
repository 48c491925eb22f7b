import { describe, expect, it } from "vitest";
import { asData } from "../../src/simulator/datastore/edit.js";
import { cutOut, type Selection } from "../../src/simulator/datastore/selection.js";
import { subtreeSelection } from "../../src/simulator/datastore/subtree-filter.js";
import { xpathSelection } from "../../src/simulator/datastore/xpath-filter.js";
import { RpcFault } from "../../src/simulator/rpc-fault.js";
import { parseXml, type XmlElement } from "../../src/xml/element.js";
import { writeXml } from "../../src/xml/writer.js";

/** The data of the examples of RFC 6241 section 6.4, shortened. */
const data = asData([
  parseXml(`<top xmlns="http://example.com/schema/1.2/config"><users>
    <user><name>root</name><type>superuser</type><full-name>Charlie Root</full-name><company-info><dept>1</dept><id>1</id></company-info></user>
    <user><name>fred</name><type>admin</type><full-name>Fred Flintstone</full-name><company-info><dept>2</dept><id>2</id></company-info></user>
    <user><name>barney</name><type>admin</type><full-name>Barney Rubble</full-name><company-info><dept>2</dept><id>3</id></company-info></user>
  </users><groups><group>x</group></groups></top>`),
  parseXml(
    `<stats xmlns="urn:stats"><interface xmlns:n="urn:n" n:ifName="eth0"><in>1</in></interface><interface xmlns:n="urn:n" n:ifName="eth1"><in>2</in></interface></stats>`,
  ),
]);

const text = (selection: Selection) =>
  cutOut(data, selection, undefined)
    .map((element: XmlElement) => writeXml(element).replaceAll(/ xmlns(:\w+)?="[^"]*"/g, ""))
    .join("");
const subtree = (filter: string) => text(subtreeSelection(data, parseXml(`<filter>${filter}</filter>`)));
const NS = 'xmlns="http://example.com/schema/1.2/config"';

describe("subtree filters (RFC 6241 section 6.4)", () => {
  it.each([
    ["an empty filter selects nothing", "", ""],
    [
      "a selection node selects its subtree",
      `<top ${NS}><groups/></top>`,
      "<top><groups><group>x</group></groups></top>",
    ],
    ["other namespaces do not match", '<top xmlns="urn:other"/>', ""],
    [
      "no namespace matches any",
      "<stats/>",
      '<stats><interface n:ifName="eth0"><in>1</in></interface><interface n:ifName="eth1"><in>2</in></interface></stats>',
    ],
    [
      "select one leaf of every entry",
      `<top ${NS}><users><user><name/></user></users></top>`,
      "<top><users><user><name>root</name></user><user><name>fred</name></user><user><name>barney</name></user></users></top>",
    ],
    [
      "one entry by content match",
      `<top ${NS}><users><user><name>fred</name></user></users></top>`,
      "<top><users><user><name>fred</name><type>admin</type><full-name>Fred Flintstone</full-name><company-info><dept>2</dept><id>2</id></company-info></user></users></top>",
    ],
    [
      "some leaves of one entry",
      `<top ${NS}><users><user><name>fred</name><type/></user></users></top>`,
      "<top><users><user><name>fred</name><type>admin</type></user></users></top>",
    ],
    [
      "several subtrees in one filter",
      `<top ${NS}><users><user><name>root</name><company-info/></user><user><name>fred</name><company-info><id/></company-info></user></users></top>`,
      "<top><users><user><name>root</name><company-info><dept>1</dept><id>1</id></company-info></user><user><name>fred</name><company-info><id>2</id></company-info></user></users></top>",
    ],
    [
      "two content matches must both hold",
      `<top ${NS}><users><user><name>fred</name><type>superuser</type></user></users></top>`,
      "",
    ],
    [
      "white space around a content match does not count",
      `<top ${NS}><users><user><name> fred </name><full-name/></user></users></top>`,
      "<top><users><user><name>fred</name><full-name>Fred Flintstone</full-name></user></users></top>",
    ],
    [
      "attributes match",
      '<stats xmlns="urn:stats"><interface xmlns:n="urn:n" n:ifName="eth1"/></stats>',
      '<stats><interface n:ifName="eth1"><in>2</in></interface></stats>',
    ],
    ["what is not there selects nothing", `<top ${NS}><nothing/></top>`, ""],
  ])("%s", (_, filter, expected) => {
    expect(subtree(filter)).toBe(expected);
  });
});

describe("XPath filters", () => {
  const xpath = (select: string, namespaces = {}) => text(xpathSelection(data, select, namespaces));
  it.each([
    ["unprefixed names match any namespace", "/top/groups", "<top><groups><group>x</group></groups></top>"],
    ["a leading slash is not needed", "top/groups", "<top><groups><group>x</group></groups></top>"],
    ["predicates", "top/users/user[name='fred']/type", "<top><users><user><type>admin</type></user></users></top>"],
    [
      "descendants and unions, in document order",
      "//dept[. > 1] | /top/groups",
      "<top><users><user><company-info><dept>2</dept></company-info></user><user><company-info><dept>2</dept></company-info></user></users><groups><group>x</group></groups></top>",
    ],
    [
      "attributes stand for their elements",
      "//interface[@n:ifName='eth0']/in",
      '<stats><interface n:ifName="eth0"><in>1</in></interface></stats>',
    ],
    [
      "text stands for its element",
      "top/users/user[last()]/name/text()",
      "<top><users><user><name>barney</name></user></users></top>",
    ],
    ["nothing found", "top/nothing", ""],
    [
      "functions",
      "top/users/user[starts-with(full-name, 'Charlie')]/name",
      "<top><users><user><name>root</name></user></users></top>",
    ],
  ])("%s", (_, select, expected) => {
    expect(xpath(select, { n: "urn:n" })).toBe(expected);
  });

  it("heeds prefixes", () => {
    expect(xpath("/c:top/c:groups", { c: "http://example.com/schema/1.2/config" })).toContain("<group>x</group>");
    expect(xpath("/c:top/c:groups", { c: "urn:other" })).toBe("");
  });

  it.each([
    ["no XPath", "top/["],
    ["an unknown prefix", "q:top"],
    ["an unknown function", "frobnicate(top)"],
    ["a number", "count(//user)"],
    ["nothing", ""],
  ])("refuses %s with invalid-value", (_, select) => {
    expect(() => xpath(select)).toThrow(RpcFault);
  });
});

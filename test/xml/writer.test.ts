import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseXml, XmlElement } from "../../src/xml/element.js";
import { NamespaceScope } from "../../src/xml/names.js";
import { escapeXml, writeXml } from "../../src/xml/writer.js";

/** The tree as plain data, without prefixes and scopes. */
function meaning(element: XmlElement): unknown {
  return {
    name: `{${element.namespace}}${element.local}`,
    attributes: element.attributes.map(({ namespace, local, value }) => `{${namespace}}${local}=${value}`),
    children: element.children.map((child) => (typeof child === "string" ? child : meaning(child))),
  };
}

const name = fc.stringMatching(/^[a-zA-Z_é][a-zA-Z0-9_.é-]{0,6}$/).filter((text) => !/^xml/i.test(text));
const prefix = fc.constantFrom("", "", "p", "q");
const uri = fc.constantFrom("", "urn:a", "urn:b", 'urn:"<&>');
/** Texts that XML can hold, with everything that needs escaping. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom("<", ">", "&", '"', "'", "]]>", "\t", "\n", "\r", "é", "😀", " "),
      fc.stringMatching(/^[ -~]{0,5}$/),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(""));

/** Elements in which texts are neither empty nor beside each other, and layout is no content: what reading gives back as it is. */
const element: fc.Memo<XmlElement> = fc.memo((depth) => {
  const children =
    depth > 1 ? fc.array(fc.oneof(element(depth - 1), text), { maxLength: 3 }) : fc.array(text, { maxLength: 1 });
  return fc
    .record({
      local: name,
      prefix,
      namespace: uri,
      attributes: fc.uniqueArray(fc.tuple(name, text), { maxLength: 3, selector: ([key]) => key }),
      children,
    })
    .map((init) => {
      const namespaced = init.namespace === "" ? "" : init.prefix;
      const kept: (XmlElement | string)[] = [];
      for (const child of init.children) {
        const last = kept.length - 1;
        if (child === "") continue;
        if (typeof child === "string" && typeof kept[last] === "string") kept[last] += child;
        else kept.push(child);
      }
      const mixed = kept.some((child) => typeof child === "string" && /\S/.test(child));
      const layout = !mixed && kept.some((child) => typeof child !== "string");
      return new XmlElement({
        local: init.local,
        prefix: namespaced,
        namespace: init.namespace,
        attributes: init.attributes.map(([local, value]) => ({ namespace: "", local, prefix: "", value })),
        children: layout ? kept.filter((child) => typeof child !== "string") : kept,
      });
    });
});

describe("writeXml", () => {
  it("writes what reads back as the same, whatever names, namespaces and texts", () => {
    fc.assert(
      fc.property(element(3), (tree) => {
        const written = writeXml(tree);
        expect(written).not.toContain("]]>");
        expect(meaning(parseXml(written))).toEqual(meaning(tree));
        const again = parseXml(written);
        expect(meaning(parseXml(writeXml(again)))).toEqual(meaning(tree));
        expect(meaning(parseXml(writeXml(tree, { declaration: true })))).toEqual(meaning(tree));
      }),
      { numRuns: 500 },
    );
  });

  it("indents for people, without touching texts", () => {
    const tree = parseXml("<a><b>x &lt; y</b><c/></a>");
    expect(writeXml(tree, { indent: true, declaration: true })).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a>\n  <b>x &lt; y</b>\n  <c/>\n</a>',
    );
  });

  it("keeps the prefixes that values may use", () => {
    const inner = parseXml('<a xmlns="urn:a" xmlns:p="urn:p"><b>p:value</b></a>').find("b");
    if (!inner) throw new Error("no b");
    const again = parseXml(writeXml(inner));
    expect(again.scope.resolve("p")).toBe("urn:p");
    expect([again.namespace, again.text]).toEqual(["urn:a", "p:value"]);
    const deep = parseXml('<a><b xmlns:q="urn:q">q:x</b></a>');
    expect(parseXml(writeXml(deep)).find("b")?.scope.resolve("q")).toBe("urn:q");
  });

  it("lets a prefix mean another thing further in", () => {
    const text = '<p:a xmlns:p="urn:1"><p:b xmlns:p="urn:2" p:x="3"/><b xmlns="urn:3"><c xmlns=""/></b></p:a>';
    expect(meaning(parseXml(writeXml(parseXml(text))))).toEqual(meaning(parseXml(text)));
  });

  it("writes the attribute xml:lang, and prefixed attributes", () => {
    const text = '<a xml:lang="en" p:x="1" xmlns:p="urn:p"/>';
    const again = parseXml(writeXml(parseXml(text)));
    expect([again.attribute("lang", "http://www.w3.org/XML/1998/namespace"), again.attribute("x", "urn:p")]).toEqual([
      "en",
      "1",
    ]);
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "takes the names that objects have for names: %s",
    (odd) => {
      const text = `<${odd} ${odd}="1" ${odd}:x="2" xmlns:${odd}="urn:o"><${odd}:${odd}/></${odd}>`;
      expect(meaning(parseXml(writeXml(parseXml(text))))).toEqual(meaning(parseXml(text)));
    },
  );

  it.each(["\u0000", "\u0001", "\u001F", "\uFFFE", "\uFFFF", "\uD800", "\uDFFF"])(
    "refuses %j in texts and attributes, naming the element",
    (bad) => {
      for (const tree of [
        new XmlElement({ local: "secret-holder", children: [`a${bad}`] }),
        new XmlElement({ local: "secret-holder", attributes: [{ namespace: "", local: "x", prefix: "", value: bad }] }),
      ]) {
        expect(() => writeXml(tree)).toThrow(
          expect.objectContaining({ code: "invalid-input", message: expect.stringContaining("secret-holder") }),
        );
      }
      expect(() => escapeXml(bad)).toThrow(expect.objectContaining({ code: "invalid-input" }));
    },
  );

  it.each(["", "1a", "a b", "a>", "<a", "a:b:c", "-a", "a/b", "#text", "?xml", "a\u0000"])(
    "refuses the name %j",
    (local) => {
      expect(() => writeXml(new XmlElement({ local }))).toThrow(expect.objectContaining({ code: "invalid-input" }));
      const attributes = [{ namespace: "", local, prefix: "", value: "" }];
      expect(() => writeXml(new XmlElement({ local: "a", attributes }))).toThrow(
        expect.objectContaining({ code: "invalid-input" }),
      );
    },
  );

  it("refuses a prefix without a namespace, one for two namespaces, and a namespaced attribute without prefix", () => {
    const wrong = [
      new XmlElement({ local: "a", prefix: "p" }),
      new XmlElement({
        local: "a",
        prefix: "p",
        namespace: "urn:1",
        attributes: [{ namespace: "urn:2", local: "x", prefix: "p", value: "" }],
      }),
      new XmlElement({ local: "a", attributes: [{ namespace: "urn:2", local: "x", prefix: "", value: "" }] }),
    ];
    for (const tree of wrong) expect(() => writeXml(tree)).toThrow(expect.objectContaining({ code: "invalid-input" }));
  });

  it("escapeXml serves texts and attributes alike", () => {
    fc.assert(
      fc.property(text, (value) => {
        const read = parseXml(`<a x="${escapeXml(value)}">${escapeXml(value)}</a>`);
        expect([read.attribute("x"), read.text]).toEqual([value, value]);
      }),
    );
  });
});

describe("NamespaceScope", () => {
  it("resolves inside out, and the default namespace can be taken back", () => {
    const outer = NamespaceScope.empty.with({ "": "urn:d", p: "urn:p" });
    const inner = outer.with({ "": "", p: "urn:q" });
    expect([outer.resolve(""), outer.resolve("p"), outer.resolve("none")]).toEqual(["urn:d", "urn:p", undefined]);
    expect([inner.resolve(""), inner.resolve("p")]).toEqual([undefined, "urn:q"]);
    expect(outer.resolve("xml")).toBe("http://www.w3.org/XML/1998/namespace");
    expect(outer.resolve("toString")).toBeUndefined();
    expect(outer.with({})).toBe(outer);
    expect(outer.all()).toEqual({ "": "urn:d", p: "urn:p" });
  });
});

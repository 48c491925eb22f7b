import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseXml } from "../../src/xml/element.js";
import { XmlReader, type XmlReaderOptions } from "../../src/xml/reader.js";
import type { XmlHandler } from "../../src/xml/sink.js";

/** What a reader reports, one line per event, texts joined. */
function events(pieces: Iterable<Uint8Array | string>, options: XmlReaderOptions = {}): string[] {
  const seen: string[] = [];
  let text = "";
  const flush = () => {
    if (text !== "") seen.push(`text ${JSON.stringify(text)}`);
    text = "";
  };
  const handler: XmlHandler = {
    open(tag) {
      flush();
      const attributes = tag.attributes.map(
        ({ namespace, prefix, local, value }) => ` {${namespace}}${prefix}:${local}=${JSON.stringify(value)}`,
      );
      seen.push(`open {${tag.namespace}}${tag.prefix}:${tag.local}${attributes.join("")}`);
    },
    text(piece) {
      text += piece;
    },
    close() {
      flush();
      seen.push("close");
    },
  };
  const reader = new XmlReader(handler, options);
  for (const piece of pieces) reader.write(piece);
  reader.end();
  return seen;
}

function everyCut(bytes: Uint8Array): Uint8Array[][] {
  const cuts = Array.from({ length: bytes.length + 1 }, (_, at) => [bytes.subarray(0, at), bytes.subarray(at)]);
  return [...cuts, Array.from(bytes, (_, at) => bytes.subarray(at, at + 1))];
}

const DOCUMENTS = {
  "everything at once": `\uFEFF<?xml version="1.0" encoding='UTF-8' standalone="yes"?>\r\n<!-- a - b --><?pi <x> ?>
<a xmlns="urn:a" xmlns:p='urn:p&amp;q' x="1" p:y='"&lt;&#9;&#x20AC;'><p:b p:z = "2"
/><![CDATA[<&>]]]]><![CDATA[>]]>ä€😀&amp;&lt;&gt;&quot;&apos;&#65;&#x1F600;<c xmlns=""><d/></c>
 <!----><e></e ><?x?></a>\n<!-- end --> `,
  deep: `${"<n>".repeat(50)}x${"</n>".repeat(50)}`,
  names: "<é.-_·1><_/><a.b/></é.-_·1>",
  "line ends": "<a b='1\r\n2\t3\r4'>x\r\ny\rz&#13;</a>",
  "white space": "<a>  <b> </b>\n</a>",
};

describe("XmlReader", () => {
  it.each(Object.entries(DOCUMENTS))("gives the same events wherever the bytes are cut: %s", (_, text) => {
    const bytes = Buffer.from(text);
    const expected = events([text]);
    expect(expected.length).toBeGreaterThan(2);
    for (const pieces of everyCut(bytes)) expect(events(pieces)).toEqual(expected);
  });

  it("resolves namespaces, references, CDATA and line ends", () => {
    expect(events([DOCUMENTS["everything at once"]])).toEqual([
      'open {urn:a}:a {}:x="1" {urn:p&q}p:y="\\"<\\t€"',
      'open {urn:p&q}p:b {urn:p&q}p:z="2"',
      "close",
      'text "<&>]]>ä€😀&<>\\"\'A😀"',
      "open {}:c",
      "open {}:d",
      "close",
      "close",
      'text "\\n "',
      "open {urn:a}:e",
      "close",
      "close",
    ]);
    // RFC 7950 has nothing to say here; XML 1.0 sections 2.11 and 3.3.3 have.
    expect(events([DOCUMENTS["line ends"]])).toEqual(['open {}:a {}:b="1 2 3 4"', 'text "x\\ny\\nz\\r"', "close"]);
  });

  it.each([
    ["nothing", ""],
    ["white space only", " \n"],
    ["text only", "abc"],
    ["an open element", "<a>"],
    ["a wrong end tag", "<a></b>"],
    ["a wrong end prefix", "<p:a xmlns:p='u' xmlns:q='u'></q:a>"],
    ["two roots", "<a/><b/>"],
    ["text after the root", "<a/>x"],
    ["text before the root", "x<a/>"],
    ["CDATA after the root", "<a/><![CDATA[x]]>"],
    ["an unbound prefix", "<p:a/>"],
    ["an unbound attribute prefix", "<a p:x='1'/>"],
    ["a prefix undeclared", "<a xmlns:p=''/>"],
    ["the prefix xmlns", "<xmlns:a/>"],
    ["xml bound to something else", "<a xmlns:xml='urn:x'/>"],
    ["xmlns bound", "<a xmlns:xmlns='urn:x'/>"],
    ["two colons", "<a:b:c xmlns:a='u'/>"],
    ["an attribute twice", "<a x='1' x='2'/>"],
    ["an attribute twice by namespace", "<a xmlns:p='u' xmlns:q='u' p:x='1' q:x='2'/>"],
    ["an attribute without value", "<a x/>"],
    ["an attribute without quotes", "<a x=1/>"],
    ["attributes without space", "<a x='1'y='2'/>"],
    ["< in an attribute", "<a x='<'/>"],
    ["an unknown entity", "<a>&nbsp;</a>"],
    ["a bare ampersand", "<a>a & b</a>"],
    ["an unfinished reference", "<a>&amp</a>"],
    ["an unknown entity in an attribute", "<a x='&foo;'/>"],
    ["a reference to a control character", "<a>&#1;</a>"],
    ["a reference to zero", "<a>&#0;</a>"],
    ["a reference to a surrogate", "<a>&#xD800;</a>"],
    ["a reference out of range", "<a>&#x110000;</a>"],
    ["a huge reference", `<a>&#${"9".repeat(400)};</a>`],
    ["a bad reference", "<a>&#xG;</a>"],
    ["a control character", "<a>\u0001</a>"],
    ["a control character in an attribute", "<a x='\u0001'/>"],
    ["U+FFFE", "<a>\uFFFE</a>"],
    ["]]> in text", "<a>]]></a>"],
    ["-- in a comment", "<a><!-- a -- b --></a>"],
    ["a comment that ends in --->", "<a><!-- a ---></a>"],
    ["an unfinished comment", "<a><!-- </a>"],
    ["an unfinished CDATA", "<a><![CDATA[ </a>"],
    ["a processing instruction called xml", "<a><?xml version='1.0'?></a>"],
    ["an XML declaration after white space", " <?xml version='1.0'?><a/>"],
    ["an XML declaration without version", "<?xml encoding='UTF-8'?><a/>"],
    ["a DOCTYPE", "<!DOCTYPE a><a/>"],
    ["a DOCTYPE with entities", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"],
    ["a name that starts with a digit", "<1a/>"],
    ["a name with a space before it", "< a/>"],
    ["an end tag with attributes", "<a></a x='1'>"],
    ["an unfinished tag", "<a"],
    ["an unfinished end tag", "<a></a"],
  ])("refuses %s, wherever it is cut", (_, text) => {
    expect(() => events([text])).toThrow(expect.objectContaining({ code: "protocol-error" }));
    expect(() => events([text], { errorCode: "invalid-input" })).toThrow(
      expect.objectContaining({ code: "invalid-input" }),
    );
    for (const pieces of everyCut(Buffer.from(text))) {
      expect(() => events(pieces)).toThrow(expect.objectContaining({ code: "protocol-error" }));
    }
  });

  it("says that DOCTYPE is what it does not take", () => {
    expect(() => events(["<!DOCTYPE a><a/>"])).toThrow(/DOCTYPE/);
  });

  it.each([
    ["a lone byte", [0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e]],
    ["an overlong slash", [0x3c, 0x61, 0x3e, 0xc0, 0xaf, 0x3c, 0x2f, 0x61, 0x3e]],
    ["a surrogate", [0x3c, 0x61, 0x3e, 0xed, 0xa0, 0x80, 0x3c, 0x2f, 0x61, 0x3e]],
    ["half a character at the end", [0x3c, 0x61, 0x2f, 0x3e, 0xe2, 0x82]],
  ])("refuses what is not UTF-8: %s", (_, bytes) => {
    for (const pieces of everyCut(Uint8Array.from(bytes))) {
      expect(() => events(pieces)).toThrow(
        expect.objectContaining({ code: "protocol-error", message: expect.stringContaining("UTF-8") }),
      );
    }
  });

  it("does not take lone surrogates of a string", () => {
    expect(() => events(["<a>\uD800</a>"])).toThrow(expect.objectContaining({ code: "protocol-error" }));
    expect(events(["<a>\uD83D", "\uDE00</a>"])).toContain('text "😀"');
  });

  it("keeps failing after it has failed", () => {
    const reader = new XmlReader({ open: () => undefined, text: () => undefined, close: () => undefined });
    expect(() => reader.write("<a></b>")).toThrow();
    expect(() => reader.write("<a/>")).toThrow(expect.objectContaining({ code: "protocol-error" }));
    expect(() => reader.end()).toThrow(expect.objectContaining({ code: "protocol-error" }));
  });

  it("lets what its handler throws through", () => {
    const reader = new XmlReader({
      open: () => {
        throw new RangeError("mine");
      },
      text: () => undefined,
      close: () => undefined,
    });
    expect(() => reader.write("<a/>")).toThrow();
  });

  describe("limits", () => {
    const over = (text: string, options: XmlReaderOptions, name: string) => {
      const message = expect.stringContaining(name);
      expect(() => events([text], options)).toThrow(expect.objectContaining({ code: "too-large", message }));
      expect(() =>
        events(
          Array.from(Buffer.from(text), (byte) => Uint8Array.of(byte)),
          options,
        ),
      ).toThrow(expect.objectContaining({ code: "too-large" }));
    };

    it("of depth: as many as it says, none with 0, any with Infinity", () => {
      expect(events(["<a><b/></a>"], { maxDepth: 2 })).toHaveLength(4);
      over("<a><b/></a>", { maxDepth: 1 }, "maxDepth");
      over("<a/>", { maxDepth: 0 }, "maxDepth");
      over(`${"<a>".repeat(300)}`, {}, "maxDepth");
      expect(
        events([`${"<a>".repeat(5000)}${"</a>".repeat(5000)}`], { maxDepth: Number.POSITIVE_INFINITY }),
      ).toHaveLength(10_000);
    });

    it("of attributes, declarations included", () => {
      expect(events(["<a x='1' xmlns='u'/>"], { maxAttributes: 2 })).toHaveLength(2);
      over("<a x='1' xmlns='u'/>", { maxAttributes: 1 }, "maxAttributes");
      over("<a x='1'/>", { maxAttributes: 0 }, "maxAttributes");
      over(`<a ${Array.from({ length: 300 }, (_, at) => `x${at}=''`).join(" ")}/>`, {}, "maxAttributes");
    });

    it("of one token", () => {
      expect(events(["<a>12345</a>"], { maxTokenLength: 5 })).toHaveLength(3);
      over("<a>123456789</a>", { maxTokenLength: 5 }, "maxTokenLength");
      over("<a>1</a>", { maxTokenLength: 0 }, "maxTokenLength");
      over(`<a x="${"v".repeat(100)}"/>`, { maxTokenLength: 50 }, "maxTokenLength");
      over(`<${"n".repeat(100)}/>`, { maxTokenLength: 50 }, "maxTokenLength");
    });

    it("of a token that never ends, long before memory does", () => {
      const chunk = Buffer.alloc(65_536, "x");
      for (const start of ["<a>", "<a x='", "<", "<a><!--", "<a><![CDATA[", "<?"]) {
        const reader = new XmlReader(
          { open: () => undefined, text: () => undefined, close: () => undefined },
          { maxTokenLength: 1_000_000 },
        );
        const run = () => {
          reader.write(start);
          for (let sent = 0; sent < 64; sent++) reader.write(chunk);
        };
        expect(run, start).toThrow(expect.objectContaining({ code: "too-large" }));
      }
    });
  });

  it("takes hostile input in linear time", () => {
    const inputs = [
      "<a>".repeat(20_000),
      `<a ${"x ".repeat(100_000)}`,
      `<a>${"&".repeat(100_000)}`,
      `<a>${"]".repeat(200_000)}</a>`,
      "<".repeat(100_000),
      `<a>${"<!--".repeat(50_000)}`,
    ];
    const started = performance.now();
    for (const text of inputs) {
      for (const pieces of [[text], text.match(/.{1,7}/gs) ?? []]) {
        try {
          events(pieces, { maxDepth: Number.POSITIVE_INFINITY });
        } catch (error) {
          expect(error).toMatchObject({ code: expect.any(String) });
        }
      }
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it("never throws anything but its own errors, whatever it is given", () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      "/",
      "a",
      "b:",
      "=",
      "'",
      '"',
      " ",
      "&",
      ";",
      "#",
      "x",
      "!",
      "-",
      "[",
      "]",
      "CDATA",
      "?",
      "xmlns",
      "\n",
      "é",
      "\u0000",
      "😀",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(40), (parts, cut) => {
        const bytes = Buffer.from(parts.join(""));
        const whole = outcome([bytes]);
        expect(outcome([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(whole);
      }),
      { numRuns: 2000 },
    );
  });
});

function outcome(pieces: Uint8Array[]): unknown {
  try {
    return events(pieces);
  } catch (error) {
    if (error instanceof Error && "code" in error) return error.code;
    throw error;
  }
}

describe("parseXml", () => {
  it("says where: source, line and column", () => {
    expect(() => parseXml("<a>\n  <b></c>\n</a>", { source: "vim.xml" })).toThrow(/^vim\.xml:2:\d+: /);
    expect(() => parseXml("<a/><b/>")).toThrow(
      expect.objectContaining({ code: "invalid-input", message: expect.stringMatching(/^XML:1:/) }),
    );
  });

  it("takes bytes and text, with a byte order mark or without", () => {
    for (const text of ["<a>é</a>", "\uFEFF<a>é</a>"]) {
      expect(parseXml(text).text).toBe("é");
      expect(parseXml(Buffer.from(text)).text).toBe("é");
    }
  });

  it("leaves out white space between elements and keeps it beside text", () => {
    expect(parseXml("<a>\n <b/> \n</a>").children).toHaveLength(1);
    expect(parseXml("<a>\n x <b/> </a>").children).toHaveLength(3);
    expect(parseXml("<a>  </a>").text).toBe("  ");
  });

  it("finds elements and attributes by name and namespace", () => {
    const root = parseXml('<a xmlns="urn:a" xmlns:p="urn:p" x="1" p:x="2"><b><c>1</c></b><p:b>2</p:b><b>3</b></a>');
    expect(root.elements("b")).toHaveLength(3);
    expect(root.elements("b", "urn:a")).toHaveLength(2);
    expect(root.find("b", "c")?.text).toBe("1");
    expect(root.find("nope", "c")).toBeUndefined();
    expect([root.attribute("x"), root.attribute("x", "urn:p"), root.attribute("y")]).toEqual(["1", "2", undefined]);
    expect(root.text).toBe("123");
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeFrame, FrameDecoder, type Framing, MAX_CHUNK_BYTES } from "../../src/netconf/framing.js";

/** Reads a stream given in pieces into whole messages; the rest that is no whole message yet stands last in `rest`. */
function decode(pieces: readonly (string | Uint8Array)[], framing: Framing, maxMessageBytes?: number) {
  const decoder = new FrameDecoder({ framing, ...(maxMessageBytes === undefined ? {} : { maxMessageBytes }) });
  const messages: string[] = [];
  let current: Uint8Array[] = [];
  for (const piece of pieces) {
    for (const { bytes, end } of decoder.push(Buffer.from(piece))) {
      current.push(Buffer.from(bytes));
      if (!end) continue;
      messages.push(Buffer.concat(current).toString());
      current = [];
    }
  }
  return { messages, rest: Buffer.concat(current).toString(), decoder };
}

function everyCut(stream: Uint8Array): Uint8Array[][] {
  return Array.from({ length: stream.length + 1 }, (_, at) => [stream.subarray(0, at), stream.subarray(at)]);
}

function singleBytes(stream: Uint8Array): Uint8Array[] {
  return Array.from(stream, (_, at) => stream.subarray(at, at + 1));
}

const TRICKY = ["<a>]]></a>", "<b>]]>]</b>", "<c>ä€😀</c>", "]]]>]]", "<d/>\n##\n#1\n"];

describe.each(["1.0", "1.1"] as const)("framing %s", (framing) => {
  const stream = Buffer.concat(TRICKY.map((message) => encodeFrame(message, framing, { chunkBytes: 7 })));

  it("finds the messages wherever the stream is cut", () => {
    for (const pieces of everyCut(stream)) expect(decode(pieces, framing).messages).toEqual(TRICKY);
    expect(decode(singleBytes(stream), framing).messages).toEqual(TRICKY);
  });

  it("knows between messages from the middle of one", () => {
    const first = encodeFrame(TRICKY[0] ?? "", framing);
    for (let at = 1; at < first.length; at++) {
      expect(decode([first.subarray(0, at)], framing).decoder.betweenMessages).toBe(false);
    }
    expect(decode([first], framing).decoder.betweenMessages).toBe(true);
    expect(decode([], framing).decoder.betweenMessages).toBe(true);
  });

  it("takes 2,000 messages in one read", () => {
    const many = Buffer.concat(Array.from({ length: 2000 }, (_, id) => encodeFrame(`<m id="${id}"/>`, framing)));
    const { messages } = decode([many], framing);
    expect(messages).toHaveLength(2000);
    expect(messages[1999]).toBe('<m id="1999"/>');
  });

  it("gives back any messages, cut anywhere, in chunks of any size", () => {
    const text = fc
      .stringMatching(/^[\]>\n#0-9a€]{1,30}$/)
      .filter(
        (value) => framing === "1.1" || (!`${value}]]>]]>`.slice(0, -1).includes("]]>]]>") && !/^\n#\d/.test(value)),
      );
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 5 }),
        fc.array(fc.nat(12)),
        fc.integer({ min: 1, max: 9 }),
        (all, cuts, size) => {
          const bytes = Buffer.concat(all.map((message) => encodeFrame(message, framing, { chunkBytes: size })));
          const pieces: Uint8Array[] = [];
          let at = 0;
          for (const cut of cuts) {
            pieces.push(bytes.subarray(at, at + cut));
            at += cut;
          }
          pieces.push(bytes.subarray(at));
          expect(decode(pieces, framing).messages).toEqual(all);
        },
      ),
    );
  });

  it("stops at maxMessageBytes, 0 included, and counts each message by itself", () => {
    const two = Buffer.concat([encodeFrame("<12345/>", framing), encodeFrame("<12345/>", framing)]);
    expect(decode([two], framing, 8).messages).toHaveLength(2);
    for (const limit of [7, 1, 0]) {
      expect(() => decode([two], framing, limit)).toThrow(expect.objectContaining({ code: "too-large" }));
      expect(() => decode(singleBytes(two), framing, limit)).toThrow(/maxMessageBytes/);
    }
  });

  it("reads 32 MB in small reads in linear time", () => {
    const chunk = Buffer.alloc(2048, "x");
    const decoder = new FrameDecoder({ framing });
    const started = performance.now();
    if (framing === "1.1") for (const _ of decoder.push(Buffer.from(`\n#${32 * 1024 * 1024}\n`))) expect.unreachable();
    let seen = 0;
    for (let at = 0; at < 16 * 1024; at++) for (const { bytes } of decoder.push(chunk)) seen += bytes.length;
    expect(seen).toBe(32 * 1024 * 1024);
    // Joining per read took 10 s; a linear pass takes some 30 ms.
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe("chunked framing (RFC 6242 section 4.2)", () => {
  it.each([
    ["#0", "\n#0\n"],
    ["#00", "\n#00\n"],
    ["a leading zero", "\n#03\nabc"],
    ["a sign", "\n#-5\n"],
    ["letters in the size", "\n#12a3\n"],
    ["a space", "\n# 3\nabc"],
    ["a carriage return", "\n#3\r\nabc"],
    ["no size", "\n#\nabc"],
    ["eleven digits", "\n#12345678901\n"],
    ["a size over 4294967295", "\n#4294967296\n"],
    ["garbage where a header belongs", "\n#3\nabcdef"],
    ["an end without chunks", "\n##\n"],
    ["a broken end", "\n#1\na\n##x"],
    ["three hashes", "\n#1\na\n###"],
  ])("refuses %s", (_, stream) => {
    for (const pieces of [[stream], singleBytes(Buffer.from(stream))]) {
      expect(() => decode(pieces, "1.1")).toThrow(expect.objectContaining({ code: "protocol-error" }));
    }
  });

  it("takes the largest size there is and allocates nothing for it", () => {
    const before = process.memoryUsage().arrayBuffers;
    const { messages, rest } = decode([`\n#${MAX_CHUNK_BYTES}\n`, "abc"], "1.1");
    expect({ messages, rest }).toEqual({ messages: [], rest: "abc" });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000);
  });

  it("judges an announced size before its data comes", () => {
    expect(() => decode(["\n#1000\n"], "1.1", 999)).toThrow(expect.objectContaining({ code: "too-large" }));
  });

  it("leaves ]]>]]> inside a chunk alone", () => {
    const text = "<a><![CDATA[]]>]]&gt;]]>]]></a>";
    expect(decode([encodeFrame(text, "1.1")], "1.1").messages).toEqual([text]);
  });

  it.each(["<rpc-reply/>]]>]]>", "\n<rpc-reply/>]]>]]>", "]]>]]>"])(
    "says so when end-of-message framing comes: %j",
    (text) => {
      for (const pieces of everyCut(Buffer.from(text))) {
        expect(() => decode(pieces, "1.1")).toThrow(/end-of-message framing \(base:1\.0\)|chunk header/);
      }
      expect(() => decode([text], "1.1")).toThrow(/end-of-message framing \(base:1\.0\)/);
    },
  );

  it("writes chunks of the size asked for", () => {
    expect(Buffer.from(encodeFrame("abcde", "1.1", { chunkBytes: 2 })).toString()).toBe(
      "\n#2\nab\n#2\ncd\n#1\ne\n##\n",
    );
    expect(Buffer.from(encodeFrame("€", "1.1")).toString()).toBe("\n#3\n€\n##\n");
    expect(() => encodeFrame("abc", "1.1", { chunkBytes: 0 })).toThrow(
      expect.objectContaining({ code: "invalid-input" }),
    );
  });
});

describe("end-of-message framing (RFC 6242 section 4.3)", () => {
  it("says so when chunked framing comes after the hello, wherever it is cut", () => {
    for (const pieces of everyCut(Buffer.from("<hello/>]]>]]>\n#4\n<a/>\n##\n"))) {
      expect(() => decode(pieces, "1.0")).toThrow(/chunked framing \(base:1\.1\)/);
    }
  });

  it("lets a banner that looks like a chunk header stand before the hello", () => {
    expect(decode(["\n#1 in NETCONF\n<hello/>]]>]]>"], "1.0").messages).toHaveLength(1);
  });

  it("refuses to send what it cannot carry", () => {
    expect(() => encodeFrame("<a><!-- ]]>]]> --></a>", "1.0")).toThrow(
      expect.objectContaining({ code: "invalid-input" }),
    );
    expect(() => encodeFrame("", "1.0")).toThrow(expect.objectContaining({ code: "invalid-input" }));
  });

  it("changes to chunks in the middle of a read", () => {
    const stream = Buffer.from("<hello/>]]>]]>\n#4\n<a/>\n##\n");
    for (const pieces of everyCut(stream)) {
      const decoder = new FrameDecoder();
      const messages: string[] = [];
      let current = "";
      for (const piece of pieces) {
        for (const { bytes, end } of decoder.push(piece)) {
          current += Buffer.from(bytes).toString();
          if (!end) continue;
          messages.push(current);
          current = "";
          decoder.framing = "1.1";
        }
      }
      expect(messages).toEqual(["<hello/>", "<a/>"]);
    }
  });
});

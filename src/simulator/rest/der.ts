/** Writes values by the Distinguished Encoding Rules (ITU-T X.690): as much of them as a certificate needs. */
export const der: {
  sequence(...parts: readonly Uint8Array[]): Buffer;
  set(...parts: readonly Uint8Array[]): Buffer;
  integer(value: Uint8Array): Buffer;
  oid(dotted: string): Buffer;
  utf8(text: string): Buffer;
  time(date: Date): Buffer;
  bitString(value: Uint8Array): Buffer;
  octetString(value: Uint8Array): Buffer;
  boolean(value: boolean): Buffer;
  tagged(tag: number, content: Uint8Array): Buffer;
} = {
  sequence: (...parts) => tlv(0x30, Buffer.concat(parts)),
  set: (...parts) => tlv(0x31, Buffer.concat(parts)),
  // A leading zero keeps the number positive.
  integer: (value) => tlv(0x02, (value[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), value]) : value),
  oid: (dotted) => tlv(0x06, oidBytes(dotted)),
  utf8: (text) => tlv(0x0c, Buffer.from(text, "utf8")),
  time: (date) => tlv(0x18, Buffer.from(`${date.toISOString().replaceAll(/[-:T]/g, "").slice(0, 14)}Z`)),
  bitString: (value) => tlv(0x03, Buffer.concat([Buffer.of(0), value])),
  octetString: (value) => tlv(0x04, value),
  boolean: (value) => tlv(0x01, Buffer.of(value ? 0xff : 0)),
  tagged: (tag, content) => tlv(tag, content),
};

function tlv(tag: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(tag), lengthBytes(content.length), content]);
}

function lengthBytes(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) bytes.unshift(rest & 0xff);
  return Buffer.of(0x80 | bytes.length, ...bytes);
}

function oidBytes(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = [first * 40 + second];
  for (const arc of rest) {
    const digits = [arc & 0x7f];
    for (let left = arc >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
    bytes.push(...digits);
  }
  return Buffer.from(bytes);
}

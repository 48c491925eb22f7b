import { Buffer } from "node:buffer";
import { expect, test } from "vitest";
import { decode, jsonReplacer, operation, toJson } from "../../src/schema/index.js";
import { parseXml } from "../../src/xml/element.js";
import { moduleOf } from "./yang.js";

const schema = moduleOf(`
  container c {
    leaf i { type int8; } leaf big { type uint64; } leaf d { type decimal64 { fraction-digits 1; } } leaf bin { type binary; }
    leaf bits { type bits { bit a; bit b; } } leaf e { type empty; } leaf u { type union { type empty; type bits { bit z; } type int64; } }
    leaf-list l { type int64; } list k { key n; leaf n { type uint64; } } anydata any; leaf __proto__ { type string; }
  }`);

test("values take the forms of RFC 7951 section 6", () => {
  const xml = `<c xmlns="urn:t"><i>1</i><big>18446744073709551615</big><d>1.50</d><bin>AQI=</bin><bits>a b</bits><e/><u>z</u><l>-1</l><l>2</l><k><n>3</n></k><any><x xmlns="">1</x></any><__proto__>p</__proto__></c>`;
  expect(JSON.parse(JSON.stringify(toJson(schema, decode(schema, xml))))).toEqual(
    JSON.parse(
      '{"c":{"i":1,"big":"18446744073709551615","d":"1.5","bin":"AQI=","bits":"a b","e":[null],"u":"z","l":["-1","2"],"k":[{"n":"3"}],"any":"<any xmlns=\\"urn:t\\"><x xmlns=\\"\\">1</x></any>","__proto__":"p"}}',
    ),
  );
  expect(toJson(schema, { c: { u: true, i: operation("delete", 5) } })).toEqual({ c: { u: [null], i: 5 } });
});

test("the replacer serves where there is no schema", () => {
  const value = {
    a: 5n,
    b: new Uint8Array([1]),
    c: Buffer.from([2]),
    d: parseXml("<x/>"),
    e: operation("create", 7n),
    f: [true],
  };
  expect(JSON.stringify(value, jsonReplacer)).toBe('{"a":"5","b":"AQ==","c":"Ag==","d":"<x/>","e":"7","f":[true]}');
});

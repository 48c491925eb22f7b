/** Our reader beside saxes on random documents, whole, damaged and cut; what the two are known to judge differently is listed. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRefused, readOurs, readSaxes } from "./events.js";

const name = fc.constantFrom("a", "b", "vm_group", "p:a", "p:b", "q:x", "é", "a.b-c", "xml:lang");
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 2, arbitrary: fc.string({ maxLength: 6, unit: "binary" }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "&amp;",
      "&lt;",
      "&#65;",
      "&#x1F600;",
      "&#xD;",
      "&quot;",
      "]",
      "]]",
      "\r\n",
      "\r",
      "\n\t ",
      "😀",
      "\u{FFFD}",
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "]]>",
      "&",
      "&nbsp;",
      "&#0;",
      "&#xD800;",
      "&#;",
      "\u0000",
      "\u000b",
      "\uffff",
      "\ud800",
      "<",
      ">",
      "--",
    ),
  },
);
const text = fc.array(piece, { maxLength: 4 }).map((parts) => parts.join(""));
const escaped = text.map((value) => value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("]]>", "]]&gt;"));
const attribute = fc
  .tuple(
    fc.oneof(name, fc.constantFrom("xmlns", "xmlns:p", "xmlns:q", "xmlns:xml", "xmlns:xmlns", "x", "y", "z")),
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom("urn:a", "urn:b", "", "1") },
      { weight: 3, arbitrary: escaped },
      text,
    ),
    fc.constantFrom('"', "'"),
  )
  .map(([key, value, quote]) => `${key}=${quote}${value.replaceAll(quote, "")}${quote}`);
const gap = fc.constantFrom(" ", " ", " ", "\n", "\r\n ", "\t");

const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  element: fc
    .tuple(
      name,
      fc.array(fc.tuple(gap, attribute), { maxLength: 3 }),
      tie("content"),
      fc.boolean(),
      fc.constantFrom("", " ", "\n"),
    )
    .map(([tag, attributes, content, empty, space]) => {
      const list = attributes.map(([before, one]) => `${before}${one}`).join("");
      return empty ? `<${tag}${list}${space}/>` : `<${tag}${list}${space}>${content}</${tag}${space}>`;
    }),
  content: fc
    .array(
      fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        escaped,
        tie("element"),
        text,
        text.map((value) => `<![CDATA[${value}]]>`),
        text.map((value) => `<!--${value}-->`),
        text.map((value) => `<?p ${value}?>`),
      ),
      { maxLength: 4 },
    )
    .map((parts) => parts.join("")),
}));

const declaration = fc.constantFrom(
  "",
  "",
  '<?xml version="1.0"?>',
  '<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>\n',
  "<?xml version='1.0' encoding='utf-8'?>",
  " <?xml version='1.0'?>",
  "<?xml encoding='utf-8'?>",
  "\uFEFF",
  "<!-- c -->\n",
);
/** Most documents declare the prefixes that they use, so that most are well-formed. */
const wrapped = element.map((inner) => `<root xmlns="urn:r" xmlns:p="urn:p" xmlns:q="urn:q">${inner}</root>`);
const document = fc
  .tuple(
    declaration,
    fc.oneof({ weight: 4, arbitrary: wrapped }, element),
    fc.constantFrom("", "\n", "<!--e-->", "<?e?>", "x"),
  )
  .map((parts) => parts.join(""));

/** One character taken out, doubled or replaced. */
const damaged = fc
  .tuple(
    document,
    fc.nat(),
    fc.constantFrom("", "<", ">", "&", '"', "/", "=", " ", ":", "]", "!", "?", "-", "\u0001", "x"),
  )
  .map(([whole, at, other]) => whole.slice(0, at % whole.length) + other + whole.slice((at % whole.length) + 1));

const hasLoneSurrogate = (whole: string): boolean => /\p{Surrogate}/u.test(whole);

/** More of them: `FUZZ_RUNS=100000`. */
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 1500);

/** Where one of the two is stricter, with the reason; such documents are not compared. */
const DIFFERENT: readonly (readonly [string, (whole: string) => boolean])[] = [
  ["lone surrogates: saxes lets some of them pass", hasLoneSurrogate],
  [
    "processing instructions with an upper-case XML or a colon as target: reserved (XML 1.0 production 17, Namespaces section 7)",
    (whole) => /<\?(?:xml[^ ]|[xX][mM][lL]|[^ ?]*:)/.test(whole.replace(/^\uFEFF?<\?xml /, "")),
  ],
  [
    "white space at the ends of a namespace: saxes takes it off",
    (whole) => /xmlns(?::[^\s=]*)?\s*=\s*(?:"[^"]*(?:\s|&#)|'[^']*(?:\s|&#))/.test(whole),
  ],
  [
    "a question mark in the target of a processing instruction: saxes lets it pass",
    (whole) => /<\?[^\s?]*\?[^>]/.test(whole),
  ],
  [
    "a digit or the like behind the colon of a name: saxes looks at the whole name only",
    (whole) => /:[-.0-9]/.test(whole),
  ],
  ["versions other than 1.0 in the declaration", (whole) => /<\?xml[^>]*version=.1\.[^0]/.test(whole)],
];

function compare(whole: string): void {
  if (DIFFERENT.some(([, applies]) => applies(whole))) return;
  const [ours, saxes] = [readOurs([whole]), readSaxes(whole)];
  if (isRefused(saxes)) expect(isRefused(ours) ? "refused" : ours).toBe("refused");
  else expect(ours).toEqual(saxes);
}

describe("our reader and saxes", () => {
  it("make the same of random documents", () => {
    fc.assert(fc.property(document, compare), { numRuns: RUNS });
  });

  it("make the same of damaged documents", () => {
    fc.assert(fc.property(damaged, compare), { numRuns: RUNS });
  });
});

describe("our reader", () => {
  it("gives the same wherever text is cut, and bytes, also inside of characters", () => {
    const cuts = fc.array(fc.nat({ max: 400 }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.oneof(document, damaged), cuts, (whole, places) => {
        fc.pre(!hasLoneSurrogate(whole));
        const expected = isRefused(readOurs([whole])) ? "refused" : readOurs([whole]);
        const bytes = Buffer.from(whole);
        for (const pieces of [cut(whole, places), cut(bytes, places), cut(bytes, [...bytes.keys()])]) {
          const reading = readOurs(pieces);
          expect(isRefused(reading) ? "refused" : reading).toEqual(expected);
        }
      }),
      { numRuns: RUNS / 3 },
    );
  });
});

function cut<T extends string | Uint8Array>(whole: T, places: readonly number[]): (string | Uint8Array)[] {
  const sorted = [0, ...places.filter((place) => place < whole.length).sort((a, b) => a - b), whole.length];
  return sorted.slice(1).map((to, at) => whole.slice(sorted[at], to));
}

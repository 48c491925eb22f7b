import fc from "fast-check";
import { XmlElement } from "../../src/xml/element.js";
import type { Draw } from "../schema/arbitrary.js";

type Change = (element: XmlElement, draw: Draw) => readonly XmlElement[];

const TEXTS = [
  ...[
    "",
    " ",
    "0",
    "1",
    "-1",
    "+1",
    "01",
    " 1 ",
    "1.0",
    "1.",
    ".5",
    "1e3",
    "0x10",
    "256",
    "65536",
    "4294967296",
    "-129",
  ],
  ...["9007199254740994", "18446744073709551616", "2.26", "-1.51", "10.00", "10.001", "92233720368547758.08"],
  ...[
    "true",
    "TRUE",
    " true ",
    "false",
    "1 0",
    "red",
    "Red",
    " red",
    "light blue",
    "light  blue",
    "read write",
    "write write",
    "run  read ",
  ],
  ...[
    "QUJD",
    "QUI",
    "QUJDRA==",
    "Q-J_",
    "QU JD",
    "circle",
    "shape",
    "j:circle",
    "judge:circle",
    "auto",
    "a b",
    "abc",
    "abcd",
    "aaaaa",
  ],
  ...["12345678", "q1", "q11", "^a$", "ab.c", "a\u00e9", "/j:total", "/total", "ENOENT", "none", "x", "y", "99"],
];

const retext: Change = (element, draw) => [
  new XmlElement({ ...element, children: [draw(fc.constantFrom(...TEXTS))].filter((text) => text !== "") }),
];
const away: Change = () => [];
const twice: Change = (element) => [element, element];
const renamed: Change = (element) => [new XmlElement({ ...element, local: `${element.local}-not` })];
const elsewhere: Change = (element) => [new XmlElement({ ...element, namespace: "urn:elsewhere" })];
const withText: Change = (element) => [new XmlElement({ ...element, children: ["text", ...element.children] })];
const withChild: Change = (element) => [
  new XmlElement({
    ...element,
    children: [...element.children, new XmlElement({ namespace: element.namespace, local: "unknown" })],
  }),
];
const emptied: Change = (element) => [new XmlElement({ ...element, children: [] })];

/** A document changed in one place: in most cases it breaks the model then, in some it does not, and the judges say which. */
export function broken(element: XmlElement, draw: Draw): XmlElement {
  const places = count(element) - 1;
  if (places <= 0) return element;
  const place = draw(fc.integer({ min: 1, max: places }));
  const change = draw(
    fc.constantFrom<Change>(
      retext,
      retext,
      retext,
      retext,
      away,
      away,
      twice,
      renamed,
      elsewhere,
      withText,
      withChild,
      emptied,
    ),
  );
  return changed(element, { place, change, draw, at: { now: 0 } })[0] ?? element;
}

function count(element: XmlElement): number {
  return 1 + element.elements().reduce((sum, child) => sum + count(child), 0);
}

interface Plan {
  readonly place: number;
  readonly change: Change;
  readonly draw: Draw;
  readonly at: { now: number };
}

function changed(element: XmlElement, plan: Plan): readonly XmlElement[] {
  const here = plan.at.now++;
  if (here === plan.place) {
    plan.at.now += count(element) - 1;
    const leaf = element.elements().length === 0;
    return plan.change === retext && !leaf ? twice(element, plan.draw) : plan.change(element, plan.draw);
  }
  const children = element.children.flatMap<XmlElement | string>((child) =>
    typeof child === "string" ? [child] : changed(child, plan),
  );
  return [new XmlElement({ ...element, children })];
}

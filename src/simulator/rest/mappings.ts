import { isEscError } from "../../core/errors.js";
import { parseXml, XmlElement } from "../../xml/element.js";
import { writeXml } from "../../xml/writer.js";
import { HttpRefusal } from "./refusal.js";

/** Dynamic mappings of one kind: named XML, which can be created and deleted, and not changed. */
export class Mappings {
  readonly #entries = new Map<string, XmlElement>();

  /** All of them in one element. */
  list(root: "metrics" | "actions"): string {
    return writeXml(new XmlElement({ local: root, children: [...this.#entries.values()] })).trim();
  }

  /**
   * Takes the entries of a document: its children with a name, or the root where it has one itself.
   *
   * @throws HttpRefusal 415 for anything but XML, 400 for XML without a named entry, 409 for a name that there is already
   */
  create(type: string, text: string): void {
    if (!/\bxml\b/i.test(type)) throw new HttpRefusal(415, "Dynamic mappings are taken as XML only");
    const root = parsed(text);
    const entries = nameOf(root) === undefined ? root.elements() : [root];
    const names = entries.map(nameOf).filter((name) => name !== undefined);
    if (entries.length === 0 || names.length < entries.length) {
      throw new HttpRefusal(400, "A mapping has no name");
    }
    const taken = names.find((name) => this.#entries.has(name));
    if (taken !== undefined) throw new HttpRefusal(409, `There is a mapping ${taken} already: delete it first`);
    entries.forEach((entry, index) => {
      this.#entries.set(names[index] ?? "", entry);
    });
  }

  /** @throws HttpRefusal 404 where there is none */
  delete(name: string): void {
    if (!this.#entries.delete(name)) throw new HttpRefusal(404, `There is no mapping ${name}`);
  }
}

function parsed(text: string): XmlElement {
  try {
    return parseXml(text);
  } catch (error) {
    if (isEscError(error)) throw new HttpRefusal(400, error.message);
    throw error;
  }
}

const nameOf = (element: XmlElement): string | undefined => element.elements("name")[0]?.text.trim() || undefined;

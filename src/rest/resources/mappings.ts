import type { WaitOptions } from "../../core/signal.js";
import { HttpError } from "../../http/http-error.js";
import { parseXml, type XmlElement } from "../../xml/element.js";
import { writeXml } from "../../xml/writer.js";
import { readElement } from "../documents.js";
import type { EndpointId } from "../endpoints.js";
import { isNotFound, type RestGateway, waitOf } from "../gateway.js";

/**
 * Dynamic mappings of one kind, metrics or actions. ESC offers them on its own machine only; there is no update: delete, then create
 * (guide; scripts shipped for ESC). Their content is not in the guide, so it is untyped XML; JSON may be answered with 415.
 */
export class RestMappings {
  readonly #gateway: RestGateway;
  readonly #kind: "metricMappings" | "actionMappings";

  constructor(gateway: RestGateway, kind: "metricMappings" | "actionMappings") {
    this.#gateway = gateway;
    this.#kind = kind;
  }

  /** All of them, as ESC shows them. */
  async list(options: WaitOptions = {}): Promise<XmlElement> {
    const answer = await this.#gateway.call({ endpoint: this.#endpoint("list") }, waitOf(options));
    return readElement(answer, this.#kind === "metricMappings" ? "metrics" : "actions");
  }

  /**
   * Creates mappings.
   *
   * @param content one XML document
   * @throws HttpError where ESC does not take it: 409 where there is one of that name already; EscError `invalid-input` for text that is no XML
   */
  async create(content: string | XmlElement, options: WaitOptions = {}): Promise<void> {
    const element = typeof content === "string" ? parseXml(content, { source: "The mapping" }) : content;
    const body = `<?xml version="1.0"?>\n${writeXml(element).trim()}`;
    await this.#gateway.call({ endpoint: this.#endpoint("create"), body }, waitOf(options));
  }

  /**
   * Deletes one mapping.
   *
   * @returns false where there was none
   */
  async delete(name: string, options: WaitOptions = {}): Promise<boolean> {
    try {
      await this.#gateway.call({ endpoint: this.#endpoint("delete"), places: { name } }, waitOf(options));
      return true;
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
  }

  /**
   * Puts a mapping in the place of the one of that name, by deleting and creating: in between there is none.
   *
   * @throws as `create` does; when that fails, the message says that the old one is gone
   */
  async replace(name: string, content: string | XmlElement, options: WaitOptions = {}): Promise<void> {
    // Judged before the old one is deleted.
    const element = typeof content === "string" ? parseXml(content, { source: "The mapping" }) : content;
    const deleted = await this.delete(name, options);
    try {
      await this.create(element, options);
    } catch (error) {
      if (!deleted || !(error instanceof HttpError)) throw error;
      const { code, status, method, url, body, retryAfter } = error;
      const hint = `The mapping ${name} that it was to replace has been deleted already`;
      throw new HttpError({
        code,
        status,
        method,
        url,
        body,
        retryAfterMs: retryAfter,
        hint,
        mayHaveBeenApplied: true,
      });
    }
  }

  #endpoint(does: "list" | "create" | "delete"): EndpointId {
    return `${this.#kind}.${does}`;
  }
}

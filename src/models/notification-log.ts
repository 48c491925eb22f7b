import { createEvent, type EscEvent, type EventFields, type EventVm } from "./events.js";
import { type LogTimeOptions, parseLogTime } from "./log-time.js";

/** Options of {@link NotificationLogParser}. */
export interface NotificationLogOptions extends LogTimeOptions {
  /** UTF-16 units that one block may have; a longer one is dropped. Default 65,536. */
  readonly maxBlockLength?: number;
}

/** Every line begins with a time and a level; one that does not is the rest of the line before (the guide's are wrapped). */
const PREFIX =
  /^(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}[.,]\d{3}|\d{2}:\d{2}:\d{2},\d{3} \d{1,2}-[A-Za-z]{3}-\d{4})\s+([A-Z]+)\b ?(.*)$/;
const STARTS = /^=+ SEND NOTIFICATION STARTS =+$/;
const ENDS = /^=+ SEND NOTIFICATION ENDS =+$/;

/**
 * Finds the notifications that ESC writes into its log (guide l.4540 to 4573) and makes events of them, with `source: "log"`. Feed it
 * the log in pieces of any size. Wrapped lines are put together again with a blank; labels it does not know stay in `original`.
 */
export class NotificationLogParser {
  readonly #options: NotificationLogOptions;
  #rest = "";
  #block: Block | undefined;
  #dropped = 0;

  constructor(options: NotificationLogOptions = {}) {
    this.#options = options;
  }

  /** How many blocks had a beginning but no end, or were too long. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Takes a piece of the log; gives the events whose blocks ended in it. */
  push(text: string): EscEvent[] {
    const lines = (this.#rest + text).split(/\r?\n/);
    this.#rest = lines.pop() ?? "";
    // A last line without end is not kept for ever: past the limit it can only be something else than a notification.
    if (this.#rest.length > this.#limit) this.#rest = "";
    return lines.flatMap((line) => this.#line(line) ?? []);
  }

  /** Takes the end of the log; gives the event of a block whose last line has no line break. */
  end(): EscEvent[] {
    const event = this.#line(this.#rest);
    this.#rest = "";
    if (this.#block) this.#drop();
    return event ? [event] : [];
  }

  get #limit(): number {
    return this.#options.maxBlockLength ?? 65_536;
  }

  #drop(): void {
    this.#block = undefined;
    this.#dropped += 1;
  }

  #line(line: string): EscEvent | undefined {
    const [, time, , content = ""] = PREFIX.exec(line) ?? [];
    if (time !== undefined && STARTS.test(content.trim())) {
      if (this.#block) this.#drop();
      this.#block = new Block(time);
    }
    const block = this.#block;
    if (!block) return undefined;
    block.add(line, time === undefined ? undefined : content);
    if (block.length > this.#limit) this.#drop();
    else if (time !== undefined && ENDS.test(content.trim())) {
      this.#block = undefined;
      return block.toEvent(this.#options);
    }
    return undefined;
  }
}

/** The lines between STARTS and ENDS. */
class Block {
  readonly #timeText: string;
  readonly #original: string[] = [];
  readonly #contents: string[] = [];
  length = 0;

  constructor(timeText: string) {
    this.#timeText = timeText;
  }

  add(line: string, content: string | undefined): void {
    this.#original.push(line);
    this.length += line.length;
    const last = this.#contents.length - 1;
    if (content !== undefined) this.#contents.push(content.trim());
    else if (line.trim() !== "" && last >= 0) this.#contents[last] = `${this.#contents[last]} ${line.trim()}`;
  }

  toEvent(options: LogTimeOptions): EscEvent {
    const { type, fields } = fieldsOf(this.#contents);
    const time = parseLogTime(this.#timeText, options);
    return createEvent(type, fields, {
      source: "log",
      eventTime: this.#timeText,
      original: this.#original.join("\n"),
      ...(time && { time }),
    });
  }
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

interface Parsed {
  type: string;
  readonly fields: Writable<Partial<EventFields>>;
}

/** What the labels of a block are in a notification. Tenant ID and those of services are known from other releases' logs only. */
const EVENT_LABELS: Readonly<Record<string, TextField>> = {
  status: "status",
  "status msg": "status_message",
  tenant: "tenant",
  "tenant id": "tenant_id",
  "deployment id": "depid",
  "deployment name": "depname",
  "service id": "svcid",
  "service name": "svcname",
  "service version": "svcversion",
  "vm group name": "vm_group",
  network: "network",
  subnet: "subnet",
  image: "image",
  flavor: "flavor",
};
type TextField = Exclude<keyof EventFields, "status_code" | "user_configs" | "vm_source" | "vm_target">;

const VM_LABELS: Readonly<Record<string, Exclude<keyof EventVm, "interfaces" | "properties">>> = {
  "vm id": "vmid",
  "vm name": "vmname",
  "vm name (generated)": "generated_vmname",
  "host id": "hostid",
  "host name": "hostname",
};

function fieldsOf(contents: readonly string[]): Parsed {
  const parsed: Parsed = { type: "", fields: {} };
  let vm: Writable<EventVm> | undefined;
  for (const content of contents) {
    const colon = content.indexOf(":");
    if (colon < 0) continue;
    const label = content.slice(0, colon).trim().toLowerCase();
    const value = content.slice(colon + 1).trim();
    const vmField = Object.hasOwn(VM_LABELS, label) ? VM_LABELS[label] : undefined;
    if (label === "vm source") vm = parsed.fields.vm_source = {};
    else if (label === "vm target") vm = parsed.fields.vm_target = {};
    else if (vmField && vm) vm[vmField] = value;
    else setField(parsed, label, value);
  }
  return parsed;
}

function setField(parsed: Parsed, label: string, value: string): void {
  const field = Object.hasOwn(EVENT_LABELS, label) ? EVENT_LABELS[label] : undefined;
  if (field) parsed.fields[field] = value;
  else if (label === "type") parsed.type = value;
  else if (label === "status code" && /^\d+$/.test(value)) parsed.fields.status_code = Number(value);
  else if (label === "user configs" && /^\d+$/.test(value)) parsed.fields.user_configs = Number(value);
}

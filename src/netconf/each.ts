import { EscError } from "../core/errors.js";
import { BoundedQueue, type QueueCounters } from "../core/queue.js";
import { ElementSink, type XmlElement } from "../xml/element.js";
import type { BodySink, BodyTypes, OpenTag, Readable } from "../xml/sink.js";
import { escapeXml } from "../xml/writer.js";
import { type Filter, subtree } from "./filter.js";
import { insideData, type Operation, type OptionsGoSecond, type ReplySink } from "./operation.js";
import type { Datastore } from "./operations/datastore.js";
import { get } from "./operations/get.js";
import { getConfig } from "./operations/get-config.js";
import type { WithDefaults } from "./operations/with-defaults.js";
import { ProgressWatch } from "./progress-watch.js";
import type { CallOptions } from "./session-line.js";

/** What {@link NetconfSession.each} reads. */
export interface EachArguments extends OptionsGoSecond {
  /** Names (no prefixes) from the top of the data down to the list whose entries are wanted; they match in any namespace. */
  readonly path: readonly string[];
  /** The datastore to read, by get-config. Left out: configuration and state, by get. */
  readonly source?: Datastore | undefined;
  /** What the server is to return. Default: a subtree filter of the names of `path`, in the namespace of `as`, else in any. */
  readonly filter?: Filter | undefined;
  /** How to report nodes that have their default value (capability `:with-defaults`). Default: the server's way. */
  readonly withDefaults?: WithDefaults | undefined;
}

/**
 * What can make values of entries: the generated descriptor of the list (then a value is an entry), a generated schema (then it is a
 * document with that one entry inside of the containers of `path`), or anything else that reads an entry as a body.
 */
export interface EntryReadable<Types extends BodyTypes> extends Readable<Types> {
  /** `module` says that a body begins at the top of the data instead of at the entry. */
  readonly kind?: string;
  /** Where its namespace is taken from for the filter. Default: any namespace. */
  readonly module?: { readonly namespace: string };
}

/** Asks for typed entries. */
export interface EachTypedBy<Types extends BodyTypes> {
  readonly as: EntryReadable<Types>;
}

/** Carries out an operation: what the session gives to {@link Entries}. */
export type EachCall = (operation: Operation<void>, options: CallOptions) => Promise<void>;

/**
 * The entries of one list, read with `for await` while the reply arrives. The call is sent when the first one is asked for. It ends
 * after the last entry; it throws, after the entries that had arrived, what `get` would reject with. `break` ends it: the rest of the
 * reply is skipped.
 */
export class Entries<Entry> implements AsyncIterableIterator<Entry, undefined>, AsyncDisposable {
  readonly #queue: BoundedQueue<Entry>;
  readonly #stop = new AbortController();
  readonly #start: () => void;
  #started = false;

  constructor(start: (queue: BoundedQueue<Entry>, stop: AbortController) => void) {
    this.#queue = new BoundedQueue<Entry>({
      // What one read brings is kept whole; nothing more is read while any of it waits.
      limit: 1,
      onReturn: () => this.#stop.abort(new EscError("closed", "The entries were not read to the end")),
    });
    this.#start = () => start(this.#queue, this.#stop);
  }

  /** Entries received, delivered, and dropped by `break`, so far. */
  get counters(): QueueCounters {
    return this.#queue.counters;
  }

  next(): Promise<IteratorResult<Entry, undefined>> {
    if (!this.#started && !this.#queue.ended) {
      this.#started = true;
      this.#start();
    }
    return this.#queue.next();
  }

  return(): Promise<IteratorResult<Entry, undefined>> {
    return this.#queue.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Ends it, as `break` does; any number of times. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#queue.return();
  }
}

/**
 * Makes the {@link Entries} of a list.
 *
 * @throws EscError `invalid-input` for a path that is empty or holds what is no name, and as get and get-config do
 */
export function eachEntry(
  call: EachCall,
  what: EachArguments & Partial<EachTypedBy<BodyTypes>>,
  options: CallOptions,
): Entries<unknown> {
  const { source, path, as } = what;
  const arrive = { filter: what.filter ?? pathFilter(path, as?.module?.namespace), withDefaults: what.withDefaults };
  const operation = source === undefined ? get(arrive) : getConfig({ ...arrive, source });
  return new Entries<unknown>((queue, stop) => {
    const watch = new ProgressWatch(`entry of ${path.join("/")} in the reply to ${operation.name}`, options, stop);
    const receive = () => entriesReply(operation.name, new EntriesSink(path, entryReader(as), queue), watch);
    call({ ...operation, receive }, { ...options, signal: stop.signal, timeoutMs: Number.POSITIVE_INFINITY })
      .then(
        () => queue.end(),
        (reason: unknown) => queue.fail(reason),
      )
      .finally(() => watch.end());
  });
}

function pathFilter(path: readonly string[], namespace: string | undefined): Filter {
  const wrong = path.find((name) => !/^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(name));
  if (path.length === 0 || wrong !== undefined) {
    const found = wrong === undefined ? "is empty" : `holds "${wrong}", which is no name of an element`;
    throw new EscError("invalid-input", `The path ${found}: give the names down to the list, without prefixes`);
  }
  const inner = path.slice(1).reduceRight((inside, name) => `<${name}>${inside}</${name}>`, "");
  const xmlns = namespace === undefined ? "" : ` xmlns="${escapeXml(namespace)}"`;
  return subtree(`<${path[0]}${xmlns}>${inner}</${path[0]}>`);
}

/** Makes what reads one entry, the start tags above it given. */
type EntryReader = (above: readonly OpenTag[]) => BodySink<unknown>;

/** Configuration is read as leniently as `data`, as get-config does it. */
function entryReader(as: EntryReadable<BodyTypes> | undefined): EntryReader {
  if (!as) return entryElement;
  if (as.kind !== "module") return () => as.createSink("data");
  return (above) => {
    const sink = as.createSink("data");
    for (const tag of above) sink.open(tag);
    return {
      open: (tag) => sink.open(tag),
      text: (text) => sink.text(text),
      close: () => sink.close(),
      finish() {
        for (const _ of above) sink.close();
        return sink.finish();
      },
    };
  };
}

function entryElement(): BodySink<XmlElement | undefined> {
  const sink = new ElementSink();
  return {
    open: (tag) => sink.open(tag),
    text: (text) => sink.text(text),
    close: () => sink.close(),
    finish: () => sink.finish()[0],
  };
}

/** Finds the entries by the path, and puts each into the queue when its end tag has come. All else is passed over. */
class EntriesSink implements BodySink<void> {
  readonly #path: readonly string[];
  readonly #createReader: EntryReader;
  readonly #queue: BoundedQueue<unknown>;
  /** The start tags that are open and match the path so far. */
  readonly #above: OpenTag[] = [];
  #depth = 0;
  #entry: BodySink<unknown> | undefined;
  #room: Promise<void> | undefined;

  constructor(path: readonly string[], createReader: EntryReader, queue: BoundedQueue<unknown>) {
    this.#path = path;
    this.#createReader = createReader;
    this.#queue = queue;
  }

  /** There while entries wait to be read: resolves when there are none any more. */
  takeRoom(): Promise<void> | undefined {
    const room = this.#queue.size > 0 ? this.#room : undefined;
    this.#room = undefined;
    return room;
  }

  open(tag: OpenTag): void {
    const above = this.#depth++;
    if (!this.#entry && this.#above.length === above && tag.local === this.#path[above]) {
      if (above + 1 < this.#path.length) this.#above.push(tag);
      else this.#entry = this.#createReader(this.#above);
    }
    this.#entry?.open(tag);
  }

  text(text: string): void {
    this.#entry?.text(text);
  }

  close(): void {
    this.#depth--;
    if (this.#entry) {
      this.#entry.close();
      if (this.#depth + 1 === this.#path.length) this.#take(this.#entry);
    } else if (this.#above.length > this.#depth) this.#above.pop();
  }

  finish(): void {}

  #take(entry: BodySink<unknown>): void {
    this.#entry = undefined;
    this.#room = this.#queue.push(entry.finish()) ?? this.#room;
  }
}

/** Reads `<data>` into the sink; after each piece it says that there was progress, and lets the session wait for the consumer. */
function entriesReply(name: string, sink: EntriesSink, watch: ProgressWatch): ReplySink<void> {
  const inside = insideData(name, sink);
  return {
    open: (tag) => inside.open(tag),
    text: (text) => inside.text(text),
    close: () => inside.close(),
    finish: (warnings) => inside.finish(warnings),
    afterPiece() {
      const room = sink.takeRoom();
      if (!room) {
        watch.restart();
        return undefined;
      }
      watch.pause();
      return room.then(() => watch.resume());
    },
  };
}

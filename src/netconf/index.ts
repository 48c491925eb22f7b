/** NETCONF by itself (RFC 6241, 6242, 5277, 6022): sessions over SSH or any other transport. It knows no ESC and no schema. */
export {
  EscError,
  type EscErrorCode,
  type EscErrorOptions,
  isEscError,
  ValidationError,
  type ValidationIssue,
} from "../core/errors.js";
export type { Logger } from "../core/logger.js";
export type { OverflowPolicy, QueueCounters } from "../core/queue.js";
export type { WaitOptions } from "../core/signal.js";
export { parseXml, type UntypedBody, untyped, XmlElement, type XmlElementInit } from "../xml/element.js";
export { NamespaceScope, NETCONF_NS, NOTIFICATION_NS, type XmlAttribute } from "../xml/names.js";
export type { XmlLimits, XmlReaderOptions } from "../xml/reader.js";
export type { BodySink, BodyTypes, DocumentKind, OpenTag, Readable, SameBody, XmlHandler } from "../xml/sink.js";
export { type WriteXmlOptions, writeXml } from "../xml/writer.js";
export { Capabilities, type Capability } from "./capabilities.js";
export { type ConnectNetconfOptions, connectNetconf, type DialOptions } from "./connect.js";
export type { EachArguments, EachTypedBy, Entries, EntryReadable } from "./each.js";
export { type Filter, type SubtreeFilter, subtree, type XmlContent, type XPathFilter, xpath } from "./filter.js";
export type { Framing } from "./framing.js";
export { fingerprint, type HostKeyPolicy } from "./host-key.js";
export { Lock, PartialLock } from "./lock.js";
export { type MemoryTransport, type TransportPairOptions, transportPair } from "./memory-transport.js";
export type { Notification } from "./notification.js";
export type { OkReply, Operation, ReplySink } from "./operation.js";
export type { CommitArguments } from "./operations/commit.js";
export type { CopyConfigArguments } from "./operations/copy-config.js";
export type { SubscriptionArguments } from "./operations/create-subscription.js";
export type { Datastore, InlineConfig } from "./operations/datastore.js";
export type { EditConfigArguments } from "./operations/edit-config.js";
export type { GetArguments } from "./operations/get.js";
export type { GetConfigArguments } from "./operations/get-config.js";
export { type GetSchemaArguments, MONITORING_NS } from "./operations/get-schema.js";
export type { LockTarget } from "./operations/lock.js";
export { type EditDataArguments, type GetDataArguments, NMDA_NS, type NmdaDatastore } from "./operations/nmda.js";
export type { PartialLockArguments } from "./operations/partial-lock.js";
export type { WithDefaults } from "./operations/with-defaults.js";
export type { ConnectPhase, PhaseTimeouts } from "./phases.js";
export { describeRpcError, RpcError, type RpcErrorEntry, type RpcErrorTag, type RpcErrorType } from "./rpc-error.js";
export { NetconfSession, type SubscribeArguments, type TypedBy } from "./session.js";
export type { CallOptions, SessionOptions } from "./session-line.js";
export type { SshOptions } from "./ssh-options.js";
export { sshDial } from "./ssh-transport.js";
export type { Subscription, SubscriptionQueueOptions } from "./subscription.js";
export type { Transaction } from "./transaction.js";
export type { Dial, Transport } from "./transport.js";
export type { YangModule } from "./yang-modules.js";

/** ietf-netconf-monitoring (RFC 6022): get-schema and netconf-state. */
export const MONITORING_NS = "urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring";
/** The management of notifications (RFC 5277 section 3.4): streams, replayComplete, notificationComplete. */
export const NETMOD_NOTIFICATION_NS = "urn:ietf:params:xml:ns:netmod:notification";
/** ESC's namespace (guide l. 5847). */
export const ESC_NS = "http://www.cisco.com/esc/esc";
/** The spelling of the guide's filterLog samples (l. 7829). */
export const ESC_NS_HTTPS = "https://www.cisco.com/esc/esc";

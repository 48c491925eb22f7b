import type { Kpi, MetricCollector } from "../../generated/esc.js";
import { defined } from "./plain.js";
import { type PropertyValues, propertyList } from "./properties.js";

/** One indicator that ESC measures. */
export interface KpiOptions {
  /** Threshold, written as `metricType` says. */
  readonly value: number | string;
  /** How the measured value is compared with the threshold. */
  readonly condition: NonNullable<Kpi["metric_cond"]>;
  readonly metricType: NonNullable<Kpi["metric_type"]>;
  /** How many times in a row the condition must hold before the event counts as true. */
  readonly occurrencesTrue?: number;
  /** How many times in a row the condition must fail before the event counts as false. */
  readonly occurrencesFalse?: number;
  readonly collector: CollectorOptions;
}

/** How and how often an indicator is measured. */
export interface CollectorOptions {
  /** Name of the collector: `ICMPPing`, `HTTPGET` (guide l.4650), or any other that ESC has. */
  readonly type: NonNullable<MetricCollector["type"]>;
  /** Number of the interface that is measured through. */
  readonly nicid: number;
  /** Time between two measurements, in `pollingUnit`. */
  readonly pollFrequency: number;
  readonly pollingUnit: NonNullable<MetricCollector["polling_unit"]>;
  /** True: the event is raised at every measurement that meets the condition; false: only when the outcome changes. */
  readonly continuousAlarm: boolean;
  /** Number of the address on that interface, when it has several (unconfirmed). */
  readonly addressId?: number;
  /** True: measure through the floating address (unconfirmed). */
  readonly monitoringPublicIp?: boolean;
  /** Arguments of the collector: `HTTPGET` takes `protocol`, `port` and `path`. */
  readonly properties?: PropertyValues;
}

/** `kpi` of its options. */
export function kpiOf(eventName: string, options: KpiOptions): Kpi {
  return defined<Kpi>({
    event_name: eventName,
    metric_value: String(options.value),
    metric_cond: options.condition,
    metric_type: options.metricType,
    metric_occurrences_true: options.occurrencesTrue,
    metric_occurrences_false: options.occurrencesFalse,
    metric_collector: collectorOf(options.collector),
  });
}

function collectorOf(options: CollectorOptions): MetricCollector {
  return defined<MetricCollector>({
    type: options.type,
    nicid: options.nicid,
    address_id: options.addressId,
    monitoring_public_ip: options.monitoringPublicIp,
    poll_frequency: options.pollFrequency,
    polling_unit: options.pollingUnit,
    continuous_alarm: options.continuousAlarm,
    properties: propertyList(options.properties),
  });
}

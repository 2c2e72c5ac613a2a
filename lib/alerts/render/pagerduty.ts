import type { AlertPayload } from "./payload.ts";
import { manyLines, oneLine } from "./short-text.ts";

/** PagerDuty's limit of a summary (Events API v2). */
const SUMMARY_MAX = 1024;
const FIELD_MAX = 255;
const DETAIL_MAX = 4000;

/**
 * Events for PagerDuty's Events API v2, to be sent in this order. `dedup_key` is the firing's id: one incident a firing, so that the next firing
 * of the same rule pages again although the first incident was resolved or merged. What has no end, a trial or a count of what was not
 * told, is resolved at once.
 */
export function toPagerDuty(routingKey: string, payload: AlertPayload): unknown[] {
  const isOneOff = payload.event === "test" || payload.event === "suppressed";
  const dedupKey = isOneOff ? payload.key.slice(0, FIELD_MAX) : payload.firing.id;
  const resolve = { routing_key: routingKey, event_action: "resolve", dedup_key: dedupKey };
  if (payload.event === "resolve") return [resolve];
  const trigger = { routing_key: routingKey, event_action: "trigger", dedup_key: dedupKey, client: "Seamscope", client_url: payload.firing.url, links: linksOf(payload), payload: detailsOf(payload, isOneOff) };
  return isOneOff ? [trigger, resolve] : [trigger];
}

function detailsOf(payload: AlertPayload, isOneOff: boolean): unknown {
  const { seam, evidence, rule } = payload;
  return {
    summary: oneLine(payload.title, SUMMARY_MAX),
    source: oneLine(seam === null ? "seamscope" : `${seam.source} → ${seam.target}`, FIELD_MAX),
    severity: isOneOff ? "info" : rule.severity,
    timestamp: payload.firing.openedAt,
    ...(seam === null ? {} : { component: oneLine(seam.target, FIELD_MAX), group: oneLine(seam.contract === "" ? seam.id : seam.contract, FIELD_MAX) }),
    class: evidence.class ?? rule.metric,
    custom_details: {
      ...Object.fromEntries(payload.facts.map(({ name, value }) => [name, manyLines(value, DETAIL_MAX)])),
      samples: evidence.samples.map((sample) => ({ url: sample.url, trace: sample.traceUrl, startedAt: sample.startedAt, verdict: sample.verdict, class: sample.class, pointer: manyLines(sample.pointer, FIELD_MAX), message: manyLines(sample.message, DETAIL_MAX) })),
      labels: payload.labels,
    },
  };
}

function linksOf({ firing, seam, evidence, runbook }: AlertPayload): { href: string; text: string }[] {
  return [
    { href: firing.url, text: "This firing" },
    ...(seam === null ? [] : [{ href: seam.url, text: "The seam" }]),
    ...(/^https?:\/\//.test(runbook) ? [{ href: runbook, text: "Runbook" }] : []),
    ...evidence.samples.map((sample, index) => ({ href: sample.url, text: `Sample ${index + 1}` })),
  ];
}

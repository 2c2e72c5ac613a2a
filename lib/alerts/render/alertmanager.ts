import type { AlertPayload } from "./payload.ts";
import { manyLines, oneLine } from "./short-text.ts";

/**
 * An alert that nobody sends again ends in Alertmanager at `endsAt`. We send what fires again each minute, since Alertmanager keeps alerts in memory
 * only; an hour ahead means that no restart of ours, and no upgrade, resolves what goes on (docs/decisions/0028).
 */
const ENDS_AHEAD_MS = 3_600_000;
/** What has no end of its own is shown for so long. */
const ONE_OFF_MS = 300_000;
const LABEL_MAX = 512;
const ANNOTATION_MAX = 4000;

/** An alert as `POST /api/v2/alerts` of Alertmanager takes it (its openapi.yaml: postableAlert). Its labels are the same from open to resolve, so that they are one alert. */
export function toAlertmanager(payload: AlertPayload, nowMs: number): unknown {
  const isOneOff = payload.event === "test" || payload.event === "suppressed";
  const { evidence, firing } = payload;
  const endsAt = firing.resolvedAt ?? new Date(nowMs + (isOneOff ? ONE_OFF_MS : ENDS_AHEAD_MS)).toISOString();
  const labels = isOneOff ? { ...payload.labels, event: payload.event, firing: firing.id } : payload.labels;
  const annotations: Record<string, string> = {
    summary: oneLine(payload.title, ANNOTATION_MAX),
    description: manyLines(payload.text, ANNOTATION_MAX),
    firing: firing.url,
    seam_url: payload.seam?.url ?? "",
    runbook_url: oneLine(payload.runbook, ANNOTATION_MAX),
    ...Object.fromEntries(evidence.samples.map((sample, index) => [`sample_${index + 1}`, sample.url])),
  };
  return {
    labels: Object.fromEntries(Object.entries(labels).map(([name, label]) => [name, oneLine(label, LABEL_MAX)])),
    annotations: Object.fromEntries(Object.entries(annotations).filter(([, annotation]) => annotation !== "")),
    startsAt: isOneOff ? new Date(nowMs).toISOString() : firing.openedAt,
    endsAt: isOneOff ? new Date(nowMs + ONE_OFF_MS).toISOString() : endsAt,
    generatorURL: firing.url,
  };
}

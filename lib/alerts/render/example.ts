import type { AlertMessage, AlertSample } from "@/lib/model/alert-firing.ts";
import { type AlertPayload, toPayload } from "./payload.ts";

const sample = (number: number): AlertSample => ({
  handoffId: `example-${number}`, traceId: `${number}af7651916cd43dd8448eb211c80319c`.slice(0, 32), startedAt: `2026-01-01T12:00:0${number}Z`, verdict: "lost", class: "schema_violation", pointer: "/intent", message: "intent is required and was not sent",
});

/** A notification in which every field has something: what a trial of a channel sends, and what templates are checked against. */
export const EXAMPLE_MESSAGE: AlertMessage = {
  firingId: "example",
  event: "open",
  rule: { id: "example", name: "Example of an alert", description: "Sent to try a channel; nothing is wrong.", metric: "failure_rate", severity: "info", labels: { example: "yes" }, window: "5m", above: 0.05 },
  seam: { id: "example", source: "planner", target: "writer", contract: "draft" },
  detail: "example",
  owner: { team: "writing", contact: "#writing", saidBy: "draft" },
  sourceOwner: { team: "planning", contact: "#planning", saidBy: "declaration" },
  runbook: "https://example.com/runbook",
  value: 0.12,
  n: 100,
  failed: 12,
  interval: { low: 0.07, high: 0.2 },
  evidence: {
    firstBadAt: "2026-01-01T12:00:01Z", class: "schema_violation", versionPair: { source: "1.4.0", target: "2.0.1", contract: "2.1.0", handoffs: 80, failed: 12 }, field: { pointer: "/intent", count: 12 }, samples: [1, 2, 3].map(sample),
  },
  openedAt: "2026-01-01T12:05:00Z",
  resolvedAt: null,
  note: "This is a trial of the channel.",
  suppressed: 0,
};

/** The same as webhooks get it. */
export const EXAMPLE_PAYLOAD: AlertPayload = toPayload({ message: EXAMPLE_MESSAGE, event: "open", key: "example:open:on-call", base: "https://seamscope.example.com" });

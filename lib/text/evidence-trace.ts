import type { CitedEvidence, EvidencePart } from "@/lib/model/evidence.ts";
import { countOf, formatCount } from "./count.ts";
import { formatDuration } from "./duration.ts";
import { formatInstant } from "./instant.ts";

type Of<Kind extends CitedEvidence["kind"]> = Extract<CitedEvidence, { kind: Kind }>;
const NAMES_TOLD = 20;

const failedWords = (failed: number, inAll: number): string => (inAll === 0 ? "no handoff in it" : failed === 0 ? `none of its ${countOf(inAll, "handoff")} failed` : `${formatCount(failed)} of its ${countOf(inAll, "handoff")} failed`);

const namesOf = (names: readonly string[]): string => (names.length === 0 ? "none named" : names.slice(0, NAMES_TOLD).join(", ") + (names.length > NAMES_TOLD ? ` and ${names.length - NAMES_TOLD} more` : ""));

/** How a trace went, in one sentence. */
export const traceSentence = ({ trace }: { trace: Pick<Of<"trace">["trace"], "name" | "durationMs" | "failed" | "handoffs"> }): string => `${trace.name} ran for ${formatDuration(trace.durationMs)}; ${failedWords(trace.failed, trace.handoffs)}.`;

/** What is known of a trace, as lines. */
export const traceFacts = ({ trace }: Of<"trace">): EvidencePart["facts"] => [
  { name: "Started", value: formatInstant(trace.startedAt) },
  { name: "Spans", value: `${formatCount(trace.spans)}, ${trace.errors === 0 ? "no errors" : countOf(trace.errors, "error")}${trace.rootMissing ? "; the root span never came" : ""}` },
  { name: "Agents", value: namesOf(trace.agents) },
  { name: "Services", value: namesOf(trace.services) },
];

/** How a workflow went, in one sentence. */
export const workflowSentence = ({ id, durationMs, traces, failed, handoffsInAll }: Pick<Of<"workflow">, "id" | "durationMs" | "traces" | "failed" | "handoffsInAll">): string => `Workflow ${id} took ${formatDuration(durationMs)} over ${countOf(traces, "trace")}; ${failedWords(failed, handoffsInAll)}.`;

/** What is known of a workflow, as lines. */
export const workflowFacts = ({ startedAt, agents }: Of<"workflow">): EvidencePart["facts"] => [
  { name: "Started", value: formatInstant(startedAt) },
  { name: "Agents", value: namesOf(agents) },
];

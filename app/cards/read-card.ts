import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { CitedKind } from "@/lib/model/cited-kinds.ts";
import type { Finding } from "@/lib/model/handoff.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readHandoffOutline } from "@/lib/queries/handoffs/read-handoff-outline.ts";
import { findSeam } from "@/lib/queries/seams/find-seam.ts";
import { getSeam } from "@/lib/queries/seams/get-seam.ts";
import { findFiring } from "@/lib/queries/tickets/find-firing.ts";
import { TraceId } from "@/lib/queries/traces/trace-id.ts";
import { readTraceSummaries } from "@/lib/queries/workflows/read-trace-summaries.ts";
import { readWorkflow } from "@/lib/queries/workflows/get-workflow.ts";
import { publicSentence } from "@/lib/text/card-text.ts";
import { countOf } from "@/lib/text/count.ts";
import { firingSentence } from "@/lib/text/evidence-firing.ts";
import { seamSentence } from "@/lib/text/evidence-seam.ts";
import { traceSentence, workflowSentence } from "@/lib/text/evidence-trace.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { formatInstantShort } from "@/lib/text/instant.ts";
import { VERDICT_WORDS } from "@/lib/text/verdict-words.ts";

/** What a card shows. `label` is its verdict in a word or two. */
export interface Card {
  title: string;
  label: string;
  failed: boolean;
  sentence: string;
  at: string;
  marks: string[];
}

type Reader = (db: Database, id: string) => Promise<Card | undefined>;
const WEEK_MS = 7 * 86_400_000;
const MINUTE_MS = 60_000;

/** The card of one thing; undefined when it is not stored. No text of a payload is on it. */
export const readCard = (db: Database, kind: CitedKind, id: string): Promise<Card | undefined> => READERS[kind](db, id);

const labelOfFailed = (failed: number): string => (failed === 0 ? "none failed" : `${countOf(failed, "handoff")} failed`);
const marksOf = (findings: readonly Finding[]): string[] => [...new Set(findings.map((finding) => FINDING_WORDS[finding.class].label))];

const READERS: Record<CitedKind, Reader> = {
  async handoff(db, id) {
    const handoff = (await readHandoffOutline(db, { project: PROJECT, id }))?.handoff;
    if (handoff === undefined) return undefined;
    const { source, target, verdict, failed, silent, startedAt, findings } = handoff;
    const label = `${VERDICT_WORDS[verdict].label}${failed ? (silent ? ", failed silently" : ", failed and caught") : ""}`;
    return { title: `${source.name} → ${target.name}`, label, failed, sentence: publicSentence(handoff), at: startedAt, marks: marksOf(findings) };
  },
  async trace(db, id) {
    const traceId = TraceId.safeParse(id.toLowerCase());
    const [trace] = traceId.success ? await readTraceSummaries(db, { project: PROJECT, traceIds: [traceId.data] }) : [];
    if (trace === undefined) return undefined;
    return { title: trace.name, label: labelOfFailed(trace.failed), failed: trace.failed > 0, sentence: traceSentence({ trace }), at: trace.startedAt, marks: trace.agents };
  },
  async seam(db, id) {
    const [ends] = await findSeam(db, { project: PROJECT, seamId: id });
    if (ends === undefined) return undefined;
    const to = new Date(Date.parse(ends.lastSeenAt) + MINUTE_MS);
    const from = new Date(to.getTime() - WEEK_MS);
    const seam = await getSeam(db, { project: PROJECT, seamId: id, from, to });
    if (seam === undefined) return undefined;
    return { title: `${seam.source} → ${seam.target}`, label: labelOfFailed(seam.failed), failed: seam.failed > 0, sentence: seamSentence({ seam }), at: ends.lastSeenAt, marks: [...new Set(seam.groups.map((group) => FINDING_WORDS[group.class].label))] };
  },
  async workflow(db, id) {
    const workflow = (await readWorkflow(db, { project: PROJECT, key: id }))?.workflow;
    if (workflow === undefined) return undefined;
    const { agents, startedAt, failed } = workflow;
    return { title: `Workflow ${id}`, label: labelOfFailed(failed), failed: failed > 0, sentence: workflowSentence({ ...workflow, id, traces: workflow.tracesInAll }), at: startedAt, marks: agents };
  },
  async firing(db, id) {
    const [firing] = await findFiring(db, { project: PROJECT, firingId: id });
    if (firing === undefined) return undefined;
    const { message, resolvedAt } = firing;
    const worst = message.evidence.class;
    return { title: message.rule.name, label: resolvedAt === null ? "firing" : "resolved", failed: resolvedAt === null, sentence: firingSentence({ message, resolvedAt }), at: message.openedAt, marks: worst === null ? [] : [FINDING_WORDS[worst].label] };
  },
};

/** When it was, as a card says it. */
export const cardTime = ({ at }: Card): string => `${formatInstantShort(at)} UTC`;

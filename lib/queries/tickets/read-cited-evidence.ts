import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { CitedKind } from "@/lib/model/cited-kinds.ts";
import { type CitedEvidence, EVIDENCE_HANDOFFS_MAX, type EvidenceTeam } from "@/lib/model/evidence.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import { readHandoffOutline } from "../handoffs/read-handoff-outline.ts";
import { listHandoffs } from "../handoffs/list-handoffs.ts";
import { findSeam } from "../seams/find-seam.ts";
import { getSeam } from "../seams/get-seam.ts";
import { readTraceHandoffs } from "../traces/read-trace-handoffs.ts";
import { TraceId } from "../traces/trace-id.ts";
import { originIn, workflowAround } from "../workflows/get-handoff-origin.ts";
import { readWorkflow } from "../workflows/get-workflow.ts";
import { readTraceSummaries } from "../workflows/read-trace-summaries.ts";
import { findFiring } from "./find-firing.ts";
import { readTeams } from "./read-teams.ts";

/** Evidence on a seam is of its last week with traffic. */
const SEAM_WINDOW_MS = 7 * 86_400_000;
const MINUTE_MS = 60_000;

/** What is asked about: one thing, and the moment at which owners are those in force. */
export interface EvidenceQuestion {
  project: string;
  kind: CitedKind;
  id: string;
  now: Date;
}

type TeamsOf = (seam: { contract: string; source: string; target: string }) => EvidenceTeam[];
type Reader = (db: Database, question: EvidenceQuestion, teamsOf: TeamsOf) => Promise<CitedEvidence | undefined>;

/** Everything that evidence about one thing is told from; undefined when it is not stored. */
export async function readCitedEvidence(db: Database, question: EvidenceQuestion): Promise<CitedEvidence | undefined> {
  return READERS[question.kind](db, question, await readTeams(db, question));
}

const READERS: Record<CitedKind, Reader> = {
  async handoff(db, { project, id }, teamsOf) {
    const handoff = (await readHandoffOutline(db, { project, id }))?.handoff;
    if (handoff === undefined) return undefined;
    const { began, inherited, ranOn } = originIn((await workflowAround(db, project, handoff))?.workflow, handoff);
    return { kind: "handoff", id, teams: teamsOf(endsOf(handoff)), handoffs: [handoff], handoffsInAll: 1, origins: [...began, ...inherited, ...ranOn] };
  },
  async trace(db, { project, id }) {
    const traceId = TraceId.safeParse(id.toLowerCase());
    if (!traceId.success) return undefined;
    const [[trace], rows] = await Promise.all([readTraceSummaries(db, { project, traceIds: [traceId.data] }), readTraceHandoffs(db, { project, traceIds: [traceId.data] })]);
    if (trace === undefined) return undefined;
    const handoffs = rows.map((row) => row.handoff).filter((handoff) => !handoff.candidate);
    const workflow = (await readWorkflow(db, { project, key: traceId.data }))?.workflow;
    return { kind: "trace", id: traceId.data, trace, teams: [], handoffs, handoffsInAll: handoffs.length, origins: workflow?.origins.list ?? [] };
  },
  async seam(db, { project, id, now }, teamsOf) {
    const [ends] = await findSeam(db, { project, seamId: id });
    if (ends === undefined) return undefined;
    const to = new Date(Date.parse(ends.lastSeenAt) + MINUTE_MS);
    const window = { from: new Date(to.getTime() - SEAM_WINDOW_MS), to };
    const [seam, failed] = await Promise.all([getSeam(db, { project, seamId: id, ...window, now }), listHandoffs(db, { project, seam: id, failed: true, ...window, limit: EVIDENCE_HANDOFFS_MAX })]);
    if (seam === undefined) return undefined;
    const handoffs = await readWhole(db, project, failed.handoffs.map((handoff) => handoff.id));
    return { kind: "seam", id, seam, groups: seam.groups, from: window.from.toISOString(), to: to.toISOString(), teams: teamsOf(ends), handoffs, handoffsInAll: seam.failed, origins: [] };
  },
  async workflow(db, { project, id }) {
    const found = await readWorkflow(db, { project, key: id });
    if (found === undefined) return undefined;
    const { tracesInAll, agents, startedAt, durationMs, failed, handoffsInAll, origins } = found.workflow;
    return { kind: "workflow", id, traces: tracesInAll, agents, startedAt, durationMs, failed, teams: [], handoffs: found.handoffs.filter((handoff) => !handoff.candidate), handoffsInAll, origins: origins.list };
  },
  async firing(db, { project, id }, teamsOf) {
    const [firing] = await findFiring(db, { project, firingId: id });
    if (firing === undefined) return undefined;
    const { message, resolvedAt } = firing;
    const handoffs = await readWhole(db, project, message.evidence.samples.map((sample) => sample.handoffId));
    return { kind: "firing", id, message, resolvedAt, teams: message.seam === null ? [] : teamsThen(message, teamsOf(message.seam)), handoffs, handoffsInAll: handoffs.length, origins: [] };
  },
};

/** The owners that stand in the notification, and today's where it names none. */
const teamsThen = (message: Extract<CitedEvidence, { kind: "firing" }>["message"], teams: EvidenceTeam[]): EvidenceTeam[] =>
  teams.map((team) => ({ ...team, owner: (team.side === "source" ? message.sourceOwner : message.owner) ?? team.owner }));

const endsOf = ({ source, target, contract }: Handoff): { contract: string; source: string; target: string } => ({ contract, source: source.name, target: target.name });

async function readWhole(db: Database, project: string, ids: readonly string[]): Promise<Handoff[]> {
  const outlines = await Promise.all(ids.map((id) => readHandoffOutline(db, { project, id })));
  return outlines.flatMap((outline) => (outline === undefined ? [] : [outline.handoff]));
}

import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { CitedKind } from "@/lib/model/cited-kinds.ts";
import { readHandoffOutline } from "../handoffs/read-handoff-outline.ts";
import { findSeam } from "../seams/find-seam.ts";
import { TraceId } from "../traces/trace-id.ts";
import { readKindsOfKey } from "../workflows/trace-keys.ts";
import { readTraceSummaries } from "../workflows/read-trace-summaries.ts";
import { findFiring } from "./find-firing.ts";

/** What can be cited, as it is called; source and target are empty where it is not between two agents. */
export interface Subject {
  kind: CitedKind;
  id: string;
  title: string;
  source: string;
  target: string;
}

/** The thing of this kind and id, or undefined when there is none. An id of a trace is found in capitals, too. */
export async function findSubject(db: Database, { project, kind, id }: { project: string; kind: CitedKind; id: string }): Promise<Subject | undefined> {
  const found = await FINDERS[kind](db, project, id);
  return found === undefined ? undefined : { kind, source: "", target: "", ...found };
}

type Found = Pick<Subject, "id" | "title"> & Partial<Pick<Subject, "source" | "target">>;
type Finder = (db: Database, project: string, id: string) => Promise<Found | undefined>;

const FINDERS: Record<CitedKind, Finder> = {
  async handoff(db, project, id) {
    const handoff = (await readHandoffOutline(db, { project, id }))?.handoff;
    return handoff === undefined ? undefined : { id, ...between(handoff.source.name, handoff.target.name, handoff.contract) };
  },
  async seam(db, project, id) {
    const [seam] = await findSeam(db, { project, seamId: id });
    return seam === undefined ? undefined : { id, ...between(seam.source, seam.target, seam.contract) };
  },
  trace: findTrace,
  async workflow(db, project, id) {
    const isKey = (await readKindsOfKey(db, project, id)).length > 0;
    return isKey ? { id, title: id } : findTrace(db, project, id);
  },
  async firing(db, project, id) {
    const [firing] = await findFiring(db, { project, firingId: id });
    if (firing === undefined) return undefined;
    const { rule, seam } = firing.message;
    return { id, title: seam === null ? rule.name : `${rule.name}: ${seam.source} → ${seam.target}`, source: seam?.source ?? "", target: seam?.target ?? "" };
  },
};

async function findTrace(db: Database, project: string, id: string): Promise<Found | undefined> {
  const traceId = TraceId.safeParse(id.toLowerCase());
  if (!traceId.success) return undefined;
  const [trace] = await readTraceSummaries(db, { project, traceIds: [traceId.data] });
  return trace === undefined ? undefined : { id: traceId.data, title: trace.name };
}

const between = (source: string, target: string, contract: string): Pick<Subject, "title" | "source" | "target"> => ({ title: `${source} → ${target}${contract === "" ? "" : ` (${contract})`}`, source, target });

import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { HandoffChain, HandoffCourse } from "@/lib/model/handoff-course.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { HandoffOrigin } from "@/lib/model/origin.ts";
import { attemptsAllowed, attemptsMade } from "@/lib/seams/course/attempts-made.ts";
import { gateStops } from "@/lib/seams/course/gate-stops.ts";
import { placeInChain } from "@/lib/seams/origin/place-in-chain.ts";
import { originIn, workflowAround } from "../workflows/get-handoff-origin.ts";
import { readCourseReports } from "./read-course-reports.ts";
import { readHandoffOutline } from "./read-handoff-outline.ts";

const NANOS_PER_MS = 1_000_000n;

/** What lies around a handoff: the origins of its failures, and the chain it stands in. */
export interface Surroundings {
  origin: HandoffOrigin;
  chain: HandoffChain;
}

/** Both from one look at the workflow. */
export async function readSurroundings(db: Database, project: string, handoff: Handoff): Promise<Surroundings> {
  const around = await workflowAround(db, project, handoff);
  const origin = originIn(around?.workflow, handoff);
  return { origin, chain: placeInChain(handoff.id, origin.workflow, around?.handoffs ?? []) };
}

/** The attempts and gates of a handoff, from its legs and the spans behind them. */
export async function readStops(db: Database, project: string, handoff: Handoff, now: Date): Promise<Omit<HandoffCourse, "chain">> {
  const reports = await readCourseReports(db, project, handoff);
  return { attempts: attemptsMade(handoff, reports), attemptsMax: attemptsAllowed(reports), gates: gateStops(handoff, reports, BigInt(now.getTime()) * NANOS_PER_MS) };
}

/** How a handoff went and where it stands in its chain; undefined when there is no such handoff. */
export async function getHandoffCourse(db: Database, { project, id, now }: { project: string; id: string; now: Date }): Promise<HandoffCourse | undefined> {
  const handoff = (await readHandoffOutline(db, { project, id }))?.handoff;
  if (handoff === undefined) return undefined;
  const [stops, { chain }] = await Promise.all([readStops(db, project, handoff, now), readSurroundings(db, project, handoff)]);
  return { ...stops, chain };
}

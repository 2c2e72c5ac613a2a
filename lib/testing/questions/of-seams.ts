import { findSeam } from "@/lib/queries/seams/find-seam.ts";
import { getSeam } from "@/lib/queries/seams/get-seam.ts";
import { listSeams } from "@/lib/queries/seams/list-seams.ts";
import { readChangeTraffic } from "@/lib/queries/seams/read-change-traffic.ts";
import { readChanges } from "@/lib/queries/seams/read-changes.ts";
import { sidesByTime } from "@/lib/queries/seams/sides-of-change.ts";
import { readFailureGroups } from "@/lib/queries/seams/read-failure-groups.ts";
import { readGateEvidence } from "@/lib/queries/seams/read-gate-evidence.ts";
import { readLatencySplit } from "@/lib/queries/seams/read-latency-split.ts";
import { readPayloadSamples } from "@/lib/queries/seams/read-payload-samples.ts";
import { readSeamSummaries } from "@/lib/queries/seams/read-seam-summaries.ts";
import { readScorecards } from "@/lib/queries/seams/read-scorecards.ts";
import { readStandingFindings } from "@/lib/queries/seams/read-standing-findings.ts";
import { readTrafficExtent } from "@/lib/queries/seams/read-traffic-extent.ts";
import { readTrend } from "@/lib/queries/seams/read-trend.ts";
import { refreshSeamsPerHour } from "@/lib/queries/seams/refresh-seams-per-hour.ts";
import { refreshSeamsPerMinute } from "@/lib/queries/seams/refresh-seams-per-minute.ts";
import { resolveWindow } from "@/lib/queries/seams/resolve-window.ts";
import { each, type Questions, type Subjects } from "./question.ts";

const ofEach = ({ project, window, seams }: Subjects, ask: (asked: Subjects["window"] & { project: string; seamId: string }) => Promise<unknown>): Promise<unknown[]> =>
  each(seams, (seam) => ask({ project, seamId: seam.id, ...window }));

const LAST_VERSION = 4_000_000_000_000_000_000n;
const touchedBy = ({ handoffs }: Subjects) => handoffs.map(({ seamId, startedAt }) => ({ seamId, minute: Math.floor(Date.parse(startedAt) / 60_000) * 60 }));

/** Everything that lib/queries/seams can be asked. */
export const QUESTIONS_OF_SEAMS: Questions = {
  // First, so that what follows is read from buckets that were all made anew.
  "seams/refresh-seams-per-minute.ts": async (db, about) => {
    await refreshSeamsPerMinute(db, about.project, touchedBy(about), LAST_VERSION);
    return listSeams(db, { project: about.project, ...about.window });
  },
  "seams/refresh-seams-per-hour.ts": async (db, about) => {
    await refreshSeamsPerHour(db, about.project, touchedBy(about), LAST_VERSION);
    return listSeams(db, { project: about.project, ...about.window });
  },
  "seams/find-seam.ts": async (db, about) => [await ofEach(about, (asked) => findSeam(db, asked)), await findSeam(db, { project: about.project, seamId: "never-seen" })],
  "seams/get-seam.ts": (db, about) => ofEach(about, (asked) => getSeam(db, { ...asked, now: about.now })),
  "seams/list-seams.ts": (db, { project, window }) => listSeams(db, { project, ...window }),
  "seams/read-change-traffic.ts": async (db, about) => [await ofEach(about, (asked) => readChangeTraffic(db, asked)), await readChangeTraffic(db, { project: about.project, seamId: "", ...about.window })],
  "seams/read-changes.ts": async (db, about) => [await ofEach(about, (asked) => readChanges(db, asked)), await readChanges(db, { project: about.project, ...about.window })],
  "seams/sides-of-change.ts": async (db, { project, window, now, seams }) => {
    const change = { at: now.toISOString(), kind: "model", subject: "", from: "", to: "", seamIds: seams.map((seam) => seam.id) } as const;
    return [...(await sidesByTime(db, { project, seamId: "", ...window }, [change]))];
  },
  "seams/read-failure-groups.ts": (db, about) => ofEach(about, (asked) => readFailureGroups(db, asked)),
  "seams/read-gate-evidence.ts": (db, about) => ofEach(about, (asked) => readGateEvidence(db, asked)),
  "seams/read-latency-split.ts": (db, about) => ofEach(about, (asked) => readLatencySplit(db, asked)),
  "seams/read-payload-samples.ts": (db, about) => ofEach(about, (asked) => readPayloadSamples(db, asked)),
  "seams/read-seam-summaries.ts": (db, about) => ofEach(about, (asked) => readSeamSummaries(db, asked)),
  "seams/read-scorecards.ts": async (db, { project, now, seams }) => [...(await readScorecards(db, { project, now, seams }))],
  "seams/read-standing-findings.ts": (db, { project, window, now, seams }) => each(seams, (seam) => readStandingFindings(db, seam, { project, ...window, now })),
  "seams/read-traffic-extent.ts": (db, { project }) => readTrafficExtent(db, project),
  "seams/read-trend.ts": (db, about) => ofEach(about, (asked) => readTrend(db, asked)),
  "seams/resolve-window.ts": (db, { project, now }) => resolveWindow(db, project, {}, now),
};

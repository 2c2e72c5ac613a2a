import { explainSeam, findExplained } from "@/lib/queries/seams/explain-seam.ts";
import { findSeam } from "@/lib/queries/seams/find-seam.ts";
import { getSeam } from "@/lib/queries/seams/get-seam.ts";
import { listObjectives } from "@/lib/queries/seams/list-objectives.ts";
import { listSeams } from "@/lib/queries/seams/list-seams.ts";
import { compareWindows } from "@/lib/queries/seams/compare-windows.ts";
import { readComparedTraffic } from "@/lib/queries/seams/read-compared-traffic.ts";
import { readChangeTraffic } from "@/lib/queries/seams/read-change-traffic.ts";
import { readUnseenSeams } from "@/lib/queries/seams/read-unseen-seams.ts";
import { readChanges } from "@/lib/queries/seams/read-changes.ts";
import { sidesByTime } from "@/lib/queries/seams/sides-of-change.ts";
import { readFailureGroups } from "@/lib/queries/seams/read-failure-groups.ts";
import { readEvidence } from "@/lib/queries/seams/read-evidence.ts";
import { readLatencyHeatmap } from "@/lib/queries/seams/read-latency-heatmap.ts";
import { readLatencySplit } from "@/lib/queries/seams/read-latency-split.ts";
import { readTellingHandoffs } from "@/lib/queries/seams/read-telling-handoffs.ts";
import { readSample } from "@/lib/queries/seams/read-sample.ts";
import { readSeamSummaries } from "@/lib/queries/seams/read-seam-summaries.ts";
import { readSeamTraffic } from "@/lib/queries/seams/read-seam-traffic.ts";
import { readFailures } from "@/lib/queries/seams/read-failures.ts";
import { readScorecards } from "@/lib/queries/seams/read-scorecards.ts";
import { readWindowTotals } from "@/lib/queries/seams/read-window-totals.ts";
import { readStandingFindings } from "@/lib/queries/seams/read-standing-findings.ts";
import { readTrafficExtent } from "@/lib/queries/seams/read-traffic-extent.ts";
import { readTrend } from "@/lib/queries/seams/read-trend.ts";
import { refreshSeamsPerHour } from "@/lib/queries/seams/refresh-seams-per-hour.ts";
import { refreshSeamsPerMinute } from "@/lib/queries/seams/refresh-seams-per-minute.ts";
import { resolveWindow } from "@/lib/queries/seams/resolve-window.ts";
import { anyOrder, each, type Questions, type Subjects } from "./question.ts";

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
    await refreshSeamsPerHour(db, about.project, touchedBy(about), { version: LAST_VERSION });
    return listSeams(db, { project: about.project, ...about.window });
  },
  "seams/explain-seam.ts": async (db, about) => [
    await ofEach(about, (asked) => explainSeam(db, asked)),
    await ofEach(about, (asked) => findExplained(db, { ...asked, fact: { kind: "version", side: "", key: "producer", value: "" } })),
  ],
  "seams/find-seam.ts": async (db, about) => [await ofEach(about, (asked) => findSeam(db, asked)), await findSeam(db, { project: about.project, seamId: "never-seen" })],
  "seams/get-seam.ts": (db, about) => ofEach(about, (asked) => getSeam(db, { ...asked, now: about.now })),
  "seams/list-objectives.ts": (db, { project, now }) => listObjectives(db, { project, now }),
  "seams/list-seams.ts": (db, { project, window }) => listSeams(db, { project, ...window }),
  "seams/compare-windows.ts": (db, { project, window }) => compareWindows(db, { project, ...window }),
  "seams/read-compared-traffic.ts": async (db, { project, window }) => [...(await readComparedTraffic(db, { project, ...window }))],
  "seams/read-change-traffic.ts": async (db, about) => [await ofEach(about, (asked) => readChangeTraffic(db, asked)), await readChangeTraffic(db, { project: about.project, seamId: "", ...about.window })],
  "seams/read-changes.ts": async (db, about) => [await ofEach(about, (asked) => readChanges(db, asked)), await readChanges(db, { project: about.project, ...about.window })],
  "seams/sides-of-change.ts": async (db, { project, window, now, seams }) => {
    const change = { at: now.toISOString(), kind: "model", subject: "", from: "", to: "", seamIds: seams.map((seam) => seam.id) } as const;
    return [...(await sidesByTime(db, { project, seamId: "", ...window }, [change]))];
  },
  "seams/read-failure-groups.ts": (db, about) => ofEach(about, (asked) => readFailureGroups(db, asked)),
  "seams/read-evidence.ts": (db, about) => ofEach(about, async (asked) => anyOrder(readEvidence(db, { ...asked, drawn: (await readSample(db, { ...asked, isSubject: false })).drawn }))),
  "seams/read-latency-heatmap.ts": async (db, about) => [await ofEach(about, (asked) => readLatencyHeatmap(db, { ...asked, expected: 1 })), await ofEach(about, (asked) => readLatencyHeatmap(db, { ...asked, expected: 10_000_000 }))],
  "seams/read-latency-split.ts": (db, about) => ofEach(about, (asked) => readLatencySplit(db, asked)),
  "seams/read-telling-handoffs.ts": (db, about) =>
    ofEach(about, async (asked) => {
      const { evidence, ...telling } = await readTellingHandoffs(db, asked);
      return [telling, [...evidence].toSorted(([a], [b]) => (a < b ? -1 : 1))];
    }),
  "seams/read-sample.ts": (db, about) => ofEach(about, async (asked) => [await readSample(db, { ...asked, isSubject: true }), await readSample(db, { ...asked, box: { ...about.window, minMs: 0, maxMs: 100, unmeasured: false }, isSubject: true })]),
  "seams/read-seam-traffic.ts": (db, about) => ofEach(about, (asked) => readSeamTraffic(db, asked)),
  "seams/read-seam-summaries.ts": (db, about) => ofEach(about, (asked) => readSeamSummaries(db, asked)),
  "seams/read-failures.ts": async (db, { project, now, seams }) => {
    const { of } = await readFailures(db, { project, seamId: "", window: "400d", now });
    return seams.map(({ id }) => of(id));
  },
  "seams/read-window-totals.ts": (db, about) => ofEach(about, (asked) => readWindowTotals(db, asked)),
  "seams/read-scorecards.ts": async (db, { project, now, seams }) => [...(await readScorecards(db, { project, now, seams }))],
  "seams/read-standing-findings.ts": (db, { project, window, now, seams }) => each(seams, (seam) => readStandingFindings(db, seam, { project, seamId: seam.id, ...window, now })),
  "seams/read-traffic-extent.ts": (db, { project }) => readTrafficExtent(db, project),
  "seams/read-unseen-seams.ts": (db, { project, now }) => readUnseenSeams(db, { project, now }),
  "seams/read-trend.ts": (db, about) => ofEach(about, (asked) => readTrend(db, asked)),
  "seams/resolve-window.ts": (db, { project, now }) => resolveWindow(db, project, {}, now),
};

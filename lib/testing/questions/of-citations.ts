import { findEvidenceTraces } from "@/lib/queries/citations/find-evidence-traces.ts";
import { findGrownPinnedTraces, readHeldTraces } from "@/lib/queries/citations/find-grown-pins.ts";
import { findLooseTraces, readPinnedHandoffs } from "@/lib/queries/citations/find-loose-traces.ts";
import { isKept } from "@/lib/queries/citations/is-kept.ts";
import { listShares } from "@/lib/queries/citations/list-shares.ts";
import { readTombstone } from "@/lib/queries/citations/read-tombstones.ts";
import { listPins } from "@/lib/queries/citations/list-pins.ts";
import { measureTraces } from "@/lib/queries/citations/measure-traces.ts";
import { findHeldTraces, readPinUse } from "@/lib/queries/citations/read-pin-use.ts";
import { findWorkflowTraces } from "@/lib/queries/workflows/find-workflow-traces.ts";
import { anyOrder, each, type Questions } from "./question.ts";

const NOW = new Date("2026-11-20T12:00:00Z");

/** What pins are asked for. */
export const QUESTIONS_OF_CITATIONS: Questions = {
  "citations/find-evidence-traces.ts": (db, { project, traceIds, handoffs }) =>
    each([...handoffs.map(({ id }) => ({ kind: "handoff", id }) as const), ...traceIds.map((id) => ({ kind: "trace", id }) as const), { kind: "firing", id: "f-1" } as const], async (one) => {
      const found = await findEvidenceTraces(db, { project, now: NOW, ...one });
      return found === undefined ? undefined : { ...found, traceIds: found.traceIds.toSorted() };
    }),
  "citations/list-pins.ts": (db, { project, traceIds }) => each([{}, { citedBy: "INC-1" }, { traceIds: traceIds.slice(0, 3) }], async (one) => {
      const { pins, inAll } = await listPins(db, { project, ...one });
      return [inAll, pins.map((pin) => ({ ...pin, at: "", traceIds: pin.traceIds.toSorted() })).toSorted((a, b) => (a.pinId < b.pinId ? -1 : 1))];
    }),
  "citations/measure-traces.ts": (db, { project, traceIds }) => anyOrder(measureTraces(db, { project, traceIds: [...traceIds] }).then((rows) => rows.map((row) => row.traceId))),
  "citations/read-pin-use.ts": async (db, { project, traceIds }) => [await readPinUse(db, { project }), await anyOrder(findHeldTraces(db, { project, traceIds: [...traceIds] }))],
  "citations/find-grown-pins.ts": async (db, { project }) => [await anyOrder(findGrownPinnedTraces(db, { project, lastS: 86_400 })), await anyOrder(readHeldTraces(db, { project }))],
  "citations/find-loose-traces.ts": async (db, { project, traceIds }) => [await findLooseTraces(db, { project, forS: 0 }), (await readPinnedHandoffs(db, { project, traceIds: [...traceIds] })).map((one) => one.id).toSorted()],
  "citations/is-kept.ts": (db, { project, traceIds, handoffs }) =>
    each([...traceIds.map((id) => ({ kind: "trace", id }) as const), ...handoffs.map(({ id }) => ({ kind: "handoff", id }) as const), { kind: "firing", id: "f-1" } as const], (one) => isKept(db, { project, ...one })),
  "citations/list-shares.ts": (db, { project }) => listShares(db, { project }),
  "citations/read-tombstones.ts": (db, { project, traceIds, handoffs }) =>
    each([...traceIds.map((id) => ({ kind: "trace", id }) as const), ...handoffs.map(({ id }) => ({ kind: "handoff", id }) as const), { kind: "workflow", id: "case-1" } as const], async (one) => (await readTombstone(db, { project, ...one }))?.of),
  "workflows/find-workflow-traces.ts": (db, { project, traceIds }) => each(traceIds, async (key) => (await findWorkflowTraces(db, { project, key })).traceIds.toSorted()),
};

import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { LatencyHeatmap } from "@/lib/model/latency-heatmap.ts";
import { Instant, type TimeWindow, wholeMinutes } from "../time-window.ts";
import { COLUMNS_MAX, PARTS_SQL, partsFrom, PartsRow, readLatencyParts } from "./read-latency-split.ts";
import { bucketStarts, roundStepS } from "./read-trend.ts";
import { IN_A_STRETCH, spreadStretches, STRETCHES_MAX, type Stretches } from "./spread-stretches.ts";

const ROWS_MAX = 30;
/** So many steps of latency double it; neighbours are put together until the rows suffice. */
const STEPS_TO_DOUBLE = 4;
/** Shorter ones, and what clocks make negative, count as this. */
const SHORTEST_MS = 0.001;
const STEPS_MAX = 400;
/** Beyond so many handoffs only some stretches of the window are read; below, reading all of it is quicker than finding the stretches. */
const COUNTED_MAX = 1_000_000;
const UNMEASURED = -1_000_000;

const Asked = z.object({ project: z.string(), seamId: z.string(), from: Instant, to: Instant, stepS: z.int().positive(), starts: z.array(z.int()).length(STRETCHES_MAX), ends: z.array(z.int()).length(STRETCHES_MAX) });
const OF = `
    FROM handoffs FINAL
    PREWHERE project = {project: String} AND seam_id = {seamId: String}
        AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}`;
const COLUMN = "intDiv(toUnixTimestamp(started_at), {stepS: UInt32}) * {stepS: UInt32} AS atS";

const cellsOf = (which: string) => defineQuery({
  name: "seam-latency-cells",
  params: Asked,
  row: z.object({ atS: z.coerce.number(), step: z.coerce.number(), handoffs: z.coerce.number(), failed: z.coerce.number() }),
  sql: `
    SELECT
        ${COLUMN},
        if(total_ms IS NULL, ${UNMEASURED}, toInt32(floor(log2(greatest(assumeNotNull(total_ms), ${SHORTEST_MS})) * ${STEPS_TO_DOUBLE}))) AS step,
        count() AS handoffs,
        countIf(failed) AS failed${OF}${which}
    WHERE NOT candidate
    GROUP BY atS, step
    ORDER BY atS, step
    LIMIT ${STRETCHES_MAX * STEPS_MAX}`,
});

const readSomeParts = defineQuery({
  name: "seam-latency-parts-of-some",
  params: Asked,
  row: PartsRow.extend({ atS: z.coerce.number() }),
  sql: `
    SELECT
        ${COLUMN},${PARTS_SQL}${OF} AND ${IN_A_STRETCH}
    WHERE NOT candidate
    GROUP BY atS
    ORDER BY atS
    LIMIT ${STRETCHES_MAX}`,
});

const readCells = cellsOf("");
const readSomeCells = cellsOf(` AND ${IN_A_STRETCH}`);

/**
 * A seam's handoffs in the window (widened to whole minutes) by when they began and how long they took. `expected` is about how many there are:
 * of more than a million only an even share of each column is counted, and `share` says so.
 */
export async function readLatencyHeatmap(db: Database, { project, seamId, from, to, expected }: TimeWindow & { project: string; seamId: string; expected: number }): Promise<LatencyHeatmap> {
  const window = wholeMinutes({ from, to });
  const stepS = roundStepS(window, COLUMNS_MAX);
  const starts = bucketStarts(window, stepS);
  const stretches = spreadStretches(window, starts, stepS, { expected, wanted: COUNTED_MAX });
  const asked = { project, seamId, ...window, stepS, ...inFull(stretches) };
  const [cells, parts] = await Promise.all(
    stretches.share === 1
      ? [readCells(db, asked), readLatencyParts(db, { project, seamId, ...window }).then((read) => read.stretches)]
      : [readSomeCells(db, asked), readSomeParts(db, asked).then((rows) => rows.map((row) => ({ atS: row.atS, parts: partsFrom(row) })))],
  );
  const { rows, rowOf } = rowsFor(cells.flatMap(({ step }) => (step === UNMEASURED ? [] : [step])));
  const columnOf = new Map(starts.map((startS, index) => [startS, index]));
  return {
    columns: starts.map((startS) => ({ from: new Date(startS * 1000).toISOString(), to: new Date((startS + stepS) * 1000).toISOString() })),
    rows,
    cells: together(cells.map(({ atS, step, ...counts }) => ({ column: columnOf.get(atS) ?? 0, row: step === UNMEASURED ? -1 : rowOf(step), ...counts }))),
    share: stretches.share,
    parts: parts.map(({ atS, parts: took }) => ({ column: columnOf.get(atS) ?? 0, parts: took })),
  };
}

/** The query names a fixed number of stretches; those that are not there have no length. */
function inFull({ starts, ends }: Stretches): { starts: number[]; ends: number[] } {
  return { starts: filled(starts), ends: filled(ends) };
}

const filled = (some: readonly number[]): number[] => Array.from({ length: STRETCHES_MAX }, (_, index) => some[index] ?? 0);

/** Rows from the shortest step to the longest one, none skipped, as many steps in each as it takes to have no more than 30. */
function rowsFor(steps: readonly number[]): { rows: LatencyHeatmap["rows"]; rowOf: (step: number) => number } {
  if (steps.length === 0) return { rows: [], rowOf: () => -1 };
  const [least, most] = [Math.min(...steps), Math.max(...steps)];
  const each = [1, 2, 4, 8, 16, 32].find((size) => Math.floor(most / size) - Math.floor(least / size) < ROWS_MAX) ?? 64;
  const first = Math.floor(least / each);
  const bound = (row: number) => Number((2 ** (((first + row) * each) / STEPS_TO_DOUBLE)).toPrecision(6));
  const rows = Array.from({ length: Math.floor(most / each) - first + 1 }, (_, row) => ({ fromMs: row === 0 && least <= STEPS_TO_DOUBLE * Math.log2(SHORTEST_MS) ? 0 : bound(row), toMs: bound(row + 1) }));
  return { rows, rowOf: (step) => Math.floor(step / each) - first };
}

function together(cells: LatencyHeatmap["cells"]): LatencyHeatmap["cells"] {
  const byPlace = new Map<string, LatencyHeatmap["cells"][number]>();
  for (const cell of cells) {
    const place = `${cell.column} ${cell.row}`;
    const known = byPlace.get(place);
    byPlace.set(place, known === undefined ? cell : { ...known, handoffs: known.handoffs + cell.handoffs, failed: known.failed + cell.failed });
  }
  return [...byPlace.values()];
}

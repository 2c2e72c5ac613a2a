import { worldOf } from "@/lib/alerts/rows.ts";
import type { Settled } from "@/lib/alerts/settle.ts";
import type { World } from "@/lib/alerts/world.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { readWorldRows } from "@/lib/queries/alerts/read-states.ts";
import { readTransitionsMark } from "@/lib/queries/alerts/read-transitions-mark.ts";
import { toTransitionRow } from "./transition-row.ts";

/**
 * So long after one looked at what others stored, the database takes one's own rows. It is less than another collector waits before it takes
 * over (`handOverMs`), so that what a process stores that was stopped for a while and woke up is refused.
 */
const LOOK_HOLDS_MS = 5000;
const INSERT_WITHIN_MS = 10_000;

/** The alerts' world as it is stored, and the only way to change it. */
export interface WorldKeeper {
  /** The world as it was stored last; read anew after anything that may have changed it behind one's back. */
  current(atMs: number): Promise<World>;
  /** Stores the rows of an evaluation in one insert; false when somebody else stored something since `current`, and nothing of it was. */
  store(settled: Settled, atMs: number): Promise<boolean>;
  /** The next `current` reads anew. */
  forget(): void;
}

interface Block {
  rows: Record<string, unknown>[];
  token: string;
  /** When the newest row was written before it. */
  newest: string;
}

/** Keeps the world of a project; `nowMs` is the database's clock in unix milliseconds, and never ahead of it. */
export function keepWorld(db: Database, project: string, nowMs: () => number): WorldKeeper {
  let known: { world: World; newest: string } | undefined;
  /** An insert without an answer: it may be stored or not, and must not be stored later than something that is decided without it. */
  let unanswered: Block | undefined;
  const look = async (atMs: number): Promise<{ rows: number; newest: string }> => {
    const [mark] = await readTransitionsMark(db, { project, nowMs: atMs });
    return mark ?? { rows: 0, newest: "" };
  };
  const insert = async (block: Block): Promise<void> => {
    unanswered = block;
    await db.insert("alert_transitions", block.rows, block.token, AbortSignal.timeout(INSERT_WITHIN_MS));
    unanswered = undefined;
  };
  const answer = async (atMs: number): Promise<void> => {
    if (unanswered === undefined) return;
    const { newest } = await look(atMs);
    // What the database refuses now it has not stored, and it never will.
    if (newest === unanswered.newest) await insert(unanswered).catch((error: unknown) => throwUnlessLate(error));
    unanswered = undefined;
  };
  return {
    async current(atMs) {
      if (known !== undefined) return known.world;
      await answer(atMs);
      // The mark first: what is stored between the two is then found as somebody else's, and read again.
      const { newest } = await look(atMs);
      known = { world: worldOf(await readWorldRows(db, { project })), newest };
      return known.world;
    },
    async store({ world, rows }, atMs) {
      if (known === undefined) throw new Error("Cannot store an evaluation of a world that was not read");
      if (rows.length === 0) {
        known = { ...known, world };
        return true;
      }
      const { newest } = known;
      known = undefined;
      const writeBeforeMs = nowMs() + LOOK_HOLDS_MS;
      const before = await look(atMs);
      if (before.newest !== newest) return false;
      await insert({ rows: rows.map((row) => toTransitionRow(row, { project, writeBeforeMs })), token: `alerts ${project} ${atMs}`, newest });
      const after = await look(atMs);
      // Fewer or more rows than ours: somebody else evaluated the same moment, and what is stored counts.
      if (after.rows === before.rows + rows.length) known = { world, newest: after.newest };
      return true;
    },
    forget() {
      known = undefined;
    },
  };
}

/** What the database says of rows that come too late. */
function throwUnlessLate(error: unknown): void {
  if (!(error instanceof Error && error.message.includes("in_time"))) throw error;
}

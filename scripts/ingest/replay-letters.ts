import { setTimeout as sleep } from "node:timers/promises";
import { listDeadLetters, readDeadLetter, requestReplay } from "@/collector/spool/dead-letters.ts";
import { countOf } from "@/lib/text/count.ts";

const WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 250;

/** Asks the collector to put dead letters back, and waits until it has; lines say what became of it. */
export async function replayLetters(dir: string, id: string, isCollectorUp: boolean): Promise<{ ok: boolean; lines: string[] }> {
  const { letters } = await listDeadLetters(dir);
  const chosen = letters.filter((letter) => id === "all" || letter.id === id);
  if (chosen.length === 0) return { ok: id === "all", lines: [id === "all" ? `There are no dead letters in ${dir}.` : notThere(dir, id)] };
  const broken = chosen.filter((letter) => letter.broken);
  const whole = chosen.filter((letter) => !letter.broken);
  for (const letter of whole) await requestReplay(dir, letter.id);
  const lines = broken.map((letter) => `${letter.id} holds what a damaged disk left, not rows, so it cannot be replayed.`);
  if (whole.length === 0) return { ok: false, lines };
  if (!isCollectorUp) return { ok: broken.length === 0, lines: [...lines, `No collector answers; ${countOf(whole.length, "dead letter")} will be put back into the spool when it is started.`] };
  const left = await untilTaken(dir, whole.map((letter) => letter.id));
  if (left > 0) return { ok: false, lines: [...lines, `After ${WITHIN_MS / 1000} seconds ${countOf(left, "dead letter")} wait still to be put back: does the collector run with another SEAMSCOPE_DATA_DIR? Its log says more.`] };
  return { ok: broken.length === 0, lines: [...lines, `Put back into the spool: ${countOf(whole.length, "dead letter")}. What the database still refuses becomes a dead letter again.`] };
}

/** How many of these the collector has not taken in time. */
async function untilTaken(dir: string, ids: readonly string[]): Promise<number> {
  for (const deadline = performance.now() + WITHIN_MS; ; await sleep(LOOK_EVERY_MS)) {
    const states = await Promise.all(ids.map((id) => readDeadLetter(dir, id, "replaying")));
    const left = states.filter((state) => state !== undefined).length;
    if (left === 0 || performance.now() > deadline) return left;
  }
}

/** That there is no dead letter of this id. */
export const notThere = (dir: string, id: string): string => `There is no dead letter ${JSON.stringify(id)} in ${dir}; "dead-letters list" names all.`;

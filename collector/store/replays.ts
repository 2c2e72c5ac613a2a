import { listDeadLetters, readDeadLetter, refuseReplay, removeDeadLetter, type DeadLetter } from "../spool/dead-letters.ts";
import type { Spool } from "../spool/spool.ts";
import { repeat } from "./repeat.ts";

const LOOK_EVERY_MS = 2000;

/** Puts dead letters back into the spool when somebody asks for it, and counts those that are left. */
export class Replays {
  counts = { entries: 0, records: 0 };
  private readonly parts: { spool: Spool; dir: string; log: (line: string) => void };
  private readonly loop: { stop(): Promise<void> };

  constructor(parts: { spool: Spool; dir: string; log: (line: string) => void }) {
    this.parts = parts;
    this.loop = repeat(LOOK_EVERY_MS, () => this.tryToLook());
  }

  /** Finishes the look under way and looks no more. */
  async stop(): Promise<void> {
    await this.loop.stop();
  }

  private async tryToLook(): Promise<void> {
    try {
      await this.look();
    } catch (error) {
      this.parts.log(`cannot look after dead letters now: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private async look(): Promise<void> {
    const { letters, replaying } = await listDeadLetters(this.parts.dir);
    this.counts = { entries: letters.length, records: letters.reduce((sum, { rows }) => sum + rows, 0) };
    for (const letter of replaying) await this.replay(letter);
  }

  private async replay({ id, broken, rows, table }: DeadLetter): Promise<void> {
    const { spool, dir, log } = this.parts;
    if (broken) {
      await refuseReplay(dir, id);
      log(`the dead letter ${id} cannot be replayed: it holds what a damaged disk left, not rows`);
      return;
    }
    const read = await readDeadLetter(dir, id, "replaying");
    if (read === undefined) return;
    await spool.outlet.takeBack(read.letter, read.chunk);
    await removeDeadLetter(dir, id, "replaying");
    await spool.outlet.forgetReplay(id);
    log(`${rows} rows of ${table} from the dead letter ${id} are in the spool again`);
  }
}

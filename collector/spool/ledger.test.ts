import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { unaccounted } from "@/lib/model/ingest.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { readySpans } from "@/lib/testing/make-ready.ts";
import type { Ready } from "../prepare/prepared.ts";
import { listDeadLetters, readDeadLetter, removeDeadLetter } from "./dead-letters.ts";
import type { Entry } from "./entry.ts";
import { openSpool, type Spool } from "./spool.ts";
import type { Range } from "./state.ts";

const LIMITS = { rows: 4, bytes: 1e9 };
/** Few records are known again, so that older ones are forgotten; all requests are. */
const BRIEF = { records: 16 };

/** One thing that happens to a spool; the number chooses what it happens to. */
const STEP = fc.record({
  kind: fc.constantFrom("new", "again", "overlap", "together", "store", "split", "set aside", "replay", "restart", "kill", "kill while writing"),
  pick: fc.nat(1000),
});
interface Step {
  kind: string;
  pick: number;
}

/** A spool, all that was sent to it, and what has been taken out as stored. */
class World {
  spool: Spool | undefined;
  readonly answered = new Map<string, Ready>();
  readonly stored: string[] = [];
  private readonly root = mkdtempSync(join(tmpdir(), "seamscope-ledger-"));
  private copies = 0;
  private spans = 0;

  async open(): Promise<Spool> {
    this.spool = await openSpool({ dir: join(this.root, `spool-${this.copies}`), deadLettersDir: this.letters, project: "default", bytesMax: 1e9, log: () => undefined, limits: BRIEF });
    return this.spool;
  }

  async close(): Promise<void> {
    await this.spool?.close();
    rmSync(this.root, { recursive: true, force: true });
  }

  async step({ kind, pick }: Step): Promise<void> {
    const { spool } = this;
    if (spool === undefined) throw new Error("the spool is not open");
    switch (kind) {
      case "new":
        return this.send(spool, this.request(1 + (pick % 5)));
      case "again":
        return this.send(spool, this.one(pick) ?? this.request(1));
      case "overlap":
        return this.send(spool, readySpans(this.fresh(2).concat(this.spanOf(1 + (pick % Math.max(1, this.spans)))), { rejected: pick % 3, ignored: pick % 2, salt: String(pick) }));
      case "together": {
        const request = this.request(2);
        await Promise.all([this.send(spool, request), this.send(spool, request), this.send(spool, this.request(1))]);
        return undefined;
      }
      case "replay":
        return this.replay(spool, pick);
      case "restart":
        await spool.close();
        await this.open();
        return undefined;
      case "kill":
        return this.kill(spool);
      case "kill while writing": {
        const sending = this.send(spool, this.request(3), false);
        await this.kill(spool);
        return sending;
      }
      default:
        return this.takeOut(spool, kind);
    }
  }

  /** What a killed process leaves behind is its files as they are at that moment. */
  private async kill(spool: Spool): Promise<void> {
    const before = join(this.root, `spool-${this.copies}`);
    this.copies += 1;
    cpSync(before, join(this.root, `spool-${this.copies}`), { recursive: true });
    await spool.close();
    await this.open();
  }

  private async send(spool: Spool, request: Ready, isAnswered = true): Promise<void> {
    const { kind } = await spool.append("traces", request);
    if (isAnswered && kind !== "busy") this.answered.set(request.digest, request);
  }

  private async takeOut(spool: Spool, kind: string): Promise<void> {
    const range = await spool.outlet.plan("spans", LIMITS);
    if (range === undefined) return;
    const entries = await spool.outlet.read("spans", range);
    const [entry] = entries;
    if (kind === "split" && entries.length > 1) await spool.outlet.split("spans", range, entries);
    else if (kind === "set aside" && entries.length === 1 && entry !== undefined) await spool.outlet.setAside("spans", range, { entry, reason: "test" });
    else await this.store(spool, range, entries);
  }

  private async store(spool: Spool, range: Range, entries: readonly Entry[]): Promise<void> {
    await spool.outlet.finish("spans", range, entries);
    this.stored.push(...entries.map(({ chunk }) => chunk.toString()));
  }

  private async replay(spool: Spool, pick: number): Promise<void> {
    const { letters } = await listDeadLetters(this.letters);
    const letter = letters[pick % Math.max(1, letters.length)];
    const read = letter === undefined ? undefined : await readDeadLetter(this.letters, letter.id);
    if (read === undefined) return;
    await spool.outlet.takeBack(read.letter, read.chunk);
    if (pick % 2 === 0) await spool.outlet.takeBack(read.letter, read.chunk);
    await removeDeadLetter(this.letters, read.letter.id);
    await spool.outlet.forgetReplay(read.letter.id);
  }

  /** Everything that is left, stored. */
  async drain(): Promise<void> {
    const { spool } = this;
    if (spool === undefined) return;
    while (spool.waiting("spans").entries > 0) await this.takeOut(spool, "store");
  }

  async letterRecords(): Promise<number> {
    return (await listDeadLetters(this.letters)).letters.reduce((sum, { counted }) => sum + counted, 0);
  }

  async letterChunks(): Promise<string[]> {
    const { letters } = await listDeadLetters(this.letters);
    const read = await Promise.all(letters.map(({ id }) => readDeadLetter(this.letters, id)));
    return read.map((one) => one?.chunk.toString() ?? "");
  }

  private get letters(): string {
    return join(this.root, "dead-letters");
  }

  private one(pick: number): Ready | undefined {
    return [...this.answered.values()][pick % Math.max(1, this.answered.size)];
  }

  private request(count: number): Ready {
    return readySpans(this.fresh(count));
  }

  private fresh(count: number) {
    return Array.from({ length: count }, () => this.spanOf((this.spans += 1)));
  }

  private readonly spanOf = (index: number) => makeSpan({ spanId: index.toString(16).padStart(16, "0") });
}

test("whatever happens in whatever order, the ledger adds up after every step, and each request answered for is stored or set aside once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(STEP, { maxLength: 40 }), async (steps) => {
      const world = new World();
      try {
        await world.open();
        for (const step of steps) {
          await world.step(step);
          const ledger = world.spool?.ledgers.traces;
          expect(ledger === undefined ? 0 : unaccounted(ledger)).toBe(0);
        }
        const deadLettered = await world.letterRecords();
        await world.drain();
        expect(world.spool?.ledgers.traces).toMatchObject({ inSpool: 0, deadLettered });
        const ends = [...world.stored, ...(await world.letterChunks())];
        for (const { chunks } of world.answered.values()) {
          const chunk = Buffer.from(chunks.value[0]?.bytes ?? []).toString();
          expect(ends.filter((end) => end === chunk)).toHaveLength(1);
        }
      } finally {
        await world.close();
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);

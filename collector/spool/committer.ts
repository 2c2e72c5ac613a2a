import { bookOf, type Ledgers, type SpoolState } from "./state.ts";
import type { Level } from "./open-level.ts";
import { namedKey } from "./keys.ts";

/** Bytes that one write to disk shall hold: enough to share the wait for the disk, few enough to keep it short. */
const GROUP_BYTES = 8 * 1024 * 1024;
const EXPIRED_PER_TASK = 4;

/** One key set or deleted. */
export type Operation = { type: "put"; key: Buffer; value: Buffer } | { type: "del"; key: Buffer };

/** What a task may change beside its keys, all or nothing with them. */
export interface Draft {
  ledgers: Ledgers;
  nextSeq: number;
}

/** One change of the spool. `build` is called when its turn has come; `done` when it is on disk, before anybody else's turn. */
export interface Task {
  bytes: number;
  /** Whether it must survive a power cut; a killed process loses nothing either way. */
  sync: boolean;
  build: (draft: Draft) => Operation[];
  done: () => void;
}

interface Waiter {
  task: Task;
  resolve: () => void;
  reject: (error: Error) => void;
}

/** Puts changes on disk in the order they came, all that wait in one write, with the ledgers they lead to. After a write that failed it takes no more: what is on disk is known again only after opening anew. */
export class Committer {
  commits = 0;
  private readonly level: Level;
  private readonly state: SpoolState;
  private readonly hooks: { now: () => number; kept: () => void; failed: (error: Error) => void };
  private waiters: Waiter[] = [];
  private failure: Error | undefined;
  private running: Promise<void> | undefined;

  constructor(level: Level, state: SpoolState, hooks: { now: () => number; kept: () => void; failed: (error: Error) => void }) {
    this.level = level;
    this.state = state;
    this.hooks = hooks;
  }

  /** Resolves when the change is on disk; rejects when it may not be. */
  commit(task: Task): Promise<void> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.waiters.push({ task, resolve, reject });
      this.running ??= this.run();
    });
  }

  /** Takes nothing more because the database was found broken; the write under way still counts. */
  abandon(error: Error): void {
    if (this.failure === undefined) this.fail(error, []);
  }

  /** Resolves when nothing waits to be written. */
  async idle(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    // One turn of the loop lets requests that come together go together.
    await new Promise(setImmediate);
    while (this.waiters.length > 0 && this.failure === undefined) await this.writeGroup(this.takeGroup());
    this.running = undefined;
  }

  private takeGroup(): Waiter[] {
    let bytes = 0;
    let count = 0;
    for (; count < this.waiters.length && bytes < GROUP_BYTES; count += 1) bytes += this.waiters[count]?.task.bytes ?? 0;
    return this.waiters.splice(0, count);
  }

  private async writeGroup(group: readonly Waiter[]): Promise<void> {
    const { ledgers, requests, nextSeq } = this.state;
    const draft: Draft = { ledgers: { traces: { ...ledgers.traces }, logs: { ...ledgers.logs } }, nextSeq };
    try {
      const operations = group.flatMap(({ task }) => task.build(draft));
      const expired = requests.expired(this.hooks.now(), EXPIRED_PER_TASK * group.length);
      for (const name of expired) operations.push({ type: "del", key: namedKey("request", name) });
      operations.push({ type: "put", ...bookOf(draft.ledgers, draft.nextSeq) });
      await this.level.batch(operations, { sync: group.some(({ task }) => task.sync) });
      this.commits += 1;
      requests.forget(expired);
      Object.assign(this.state, draft);
    } catch (error) {
      this.fail(error instanceof Error ? error : new Error(String(error)), group);
      return;
    }
    this.hooks.kept();
    for (const { task, resolve } of group) {
      task.done();
      resolve();
    }
  }

  private fail(error: Error, group: readonly Waiter[]): void {
    this.failure = error;
    for (const { reject } of [...group, ...this.waiters.splice(0)]) reject(error);
    this.hooks.failed(error);
  }
}

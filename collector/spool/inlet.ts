import type { RejectRow } from "@/lib/model/ingest.ts";
import type { Chunk, Ready } from "../prepare/prepared.ts";
import type { Redacted } from "../redact/redacted.ts";
import type { Committer, Draft, Operation } from "./committer.ts";
import { encodeMeta, metaOf, SIGNAL_OF, type Entry, type Table } from "./entry.ts";
import { entryKey, namedKey } from "./keys.ts";
import type { RecentChunks } from "./recent-chunks.ts";
import type { NoRoom, Room } from "./room.ts";
import type { SeenRecords } from "./seen-records.ts";
import type { SeenRequest } from "./seen-requests.ts";
import { addWaiting, type SpoolState } from "./state.ts";

type Signal = RejectRow["signal"];

/** What became of a request: on disk now, `known` because the same request was before, or `busy` and not kept. */
export type Appended =
  | { kind: "kept" | "known"; rejected: number; message: string }
  | ({ kind: "busy" } & NoRoom);

/** What the way in needs of an open spool. */
export interface InletParts {
  state: SpoolState;
  committer: Committer;
  room: Room;
  seen: SeenRecords;
  recent: RecentChunks;
  project: string;
  now: () => number;
  /** Told when a table has more waiting. */
  grown: (table: Table) => void;
}

/** The way into the spool: one request at a time becomes chunks, a remembered answer, rows of rejects and a change of the ledger, all at once or not at all. */
export class Inlet {
  appends = 0;
  private readonly parts: InletParts;
  private readonly pending = new Map<string, Promise<Appended>>();
  private pendingBytes = 0;

  constructor(parts: InletParts) {
    this.parts = parts;
  }

  /** Resolves when the request is on disk, or when it is plain that it will not be. Rejects when the disk refuses. */
  async append(signal: Signal, ready: Ready): Promise<Appended> {
    const name = `${signal}/${ready.digest}`;
    const underway = this.pending.get(name);
    if (underway !== undefined) {
      const first = await underway;
      return first.kind === "busy" ? first : this.answerAgain(signal, name, first);
    }
    const seen = this.parts.state.requests.get(name);
    if (seen !== undefined) return this.answerAgain(signal, name, seen);
    const appended = this.keep(signal, name, ready);
    this.pending.set(name, appended);
    try {
      return await appended;
    } finally {
      this.pending.delete(name);
    }
  }

  /** Keeps what is to be told of a request of which nothing was taken; not waited for to be on disk, and left out when there is no room. */
  async appendRejects(rejects: Redacted<readonly RejectRow[]>): Promise<void> {
    const { state, committer, room } = this.parts;
    const chunks = this.rejectChunks(rejects.value);
    const bytes = bytesOf(chunks);
    if (chunks.length === 0 || room.refusal(bytesWaiting(state) + this.pendingBytes, bytes) !== undefined) return;
    let entries: Entry[] = [];
    await committer.commit({
      bytes,
      sync: false,
      build: (draft) => {
        for (const { signal, action, records } of rejects.value) if (action === "rejected") countRefused(draft, signal, records);
        entries = this.entriesOf(chunks, { draft, duplicates: 0, traceIds: [] });
        return entries.flatMap(entryOperations);
      },
      done: () => this.show(entries),
    });
  }

  private async keep(signal: Signal, name: string, ready: Ready): Promise<Appended> {
    const { rejected, message } = ready;
    const chunks = [...ready.chunks.value.filter(({ rows }) => rows > 0), ...this.rejectChunks(ready.rejects.value)];
    const kept = checkSum(signal, ready, chunks);
    if (ready.received === 0 && chunks.length === 0) return { kind: "kept", rejected, message };
    const bytes = bytesOf(chunks);
    const refusal = this.parts.room.refusal(bytesWaiting(this.parts.state) + this.pendingBytes, bytes);
    if (refusal !== undefined) return { kind: "busy", ...refusal };
    this.pendingBytes += bytes;
    try {
      await this.commit(signal, { name, ready, chunks, kept, bytes });
    } finally {
      this.pendingBytes -= bytes;
    }
    this.appends += 1;
    return { kind: "kept", rejected, message };
  }

  private async commit(signal: Signal, { name, ready, chunks, kept, bytes }: { name: string; ready: Ready; chunks: readonly Chunk[]; kept: number; bytes: number }): Promise<void> {
    const { state, committer, seen, now } = this.parts;
    const { received, rejected, ignored, message, traceIds } = ready;
    const request: SeenRequest = { at: now(), received, rejected, message };
    let entries: Entry[] = [];
    await committer.commit({
      bytes,
      sync: true,
      build: (draft) => {
        const duplicates = Math.min(kept, seen.countKnown(ready.fingerprints));
        entries = this.entriesOf(chunks, { draft, duplicates, traceIds });
        const ledger = draft.ledgers[signal];
        ledger.received += received;
        ledger.rejected += rejected;
        ledger.ignored += ignored;
        ledger.deduplicated += duplicates;
        ledger.inSpool += kept - duplicates;
        return [...entries.flatMap(entryOperations), { type: "put", key: namedKey("request", name), value: Buffer.from(JSON.stringify(request)) }];
      },
      done: () => {
        state.requests.add(name, request);
        this.show(entries);
      },
    });
  }

  /** Answers a request that came before as it was answered then. */
  private async answerAgain(signal: Signal, name: string, { rejected, message }: { rejected: number; message: string }): Promise<Appended> {
    const received = this.parts.state.requests.get(name)?.received ?? 0;
    if (received > 0) {
      await this.parts.committer.commit({
        bytes: 0,
        sync: false,
        build: ({ ledgers }) => {
          ledgers[signal].received += received;
          ledgers[signal].deduplicated += received;
          return [];
        },
        done: () => undefined,
      });
    }
    return { kind: "known", rejected, message };
  }

  private entriesOf(chunks: readonly Chunk[], { draft, duplicates, traceIds }: { draft: Draft; duplicates: number; traceIds: readonly string[] }): Entry[] {
    let uncounted = duplicates;
    const at = this.parts.now();
    return chunks.map((chunk) => {
      const isCounted = SIGNAL_OF[chunk.table] !== undefined;
      const mine = isCounted ? Math.min(uncounted, chunk.rows) : 0;
      uncounted -= mine;
      const meta = metaOf(chunk, { seq: draft.nextSeq, duplicates: mine, at, traceIds: isCounted ? traceIds : [] });
      draft.nextSeq += 1;
      return { ...meta, chunk: chunk.bytes };
    });
  }

  private show(entries: readonly Entry[]): void {
    for (const entry of entries) {
      addWaiting(this.parts.state.waiting[entry.table], entry);
      this.parts.recent.add(entry.seq, entry.chunk);
    }
    for (const { table } of entries) this.parts.grown(table);
  }

  private rejectChunks(rejects: readonly RejectRow[]): Chunk[] {
    if (rejects.length === 0) return [];
    const shared = { project: this.parts.project, at: new Date(this.parts.now()).toISOString(), collector: this.parts.state.collector.id };
    const lines = rejects.map((row) => `${JSON.stringify({ ...shared, ...row })}\n`);
    return [{ table: "rejects", format: "JSONEachRow", rows: rejects.length, bytes: Buffer.from(lines.join("")) }];
  }
}

/** The two keys of an entry. */
export function entryOperations({ chunk, ...meta }: Entry): Operation[] {
  return [
    { type: "put", key: entryKey("meta", meta.table, meta.seq), value: encodeMeta(meta) },
    { type: "put", key: entryKey("value", meta.table, meta.seq), value: asBuffer(chunk) },
  ];
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Bytes of all chunks in the spool. */
export const bytesWaiting = ({ waiting }: SpoolState): number => waiting.spans.bytes + waiting.log_records.bytes + waiting.rejects.bytes;

function countRefused({ ledgers }: Draft, signal: Signal, records: number): void {
  ledgers[signal].received += records;
  ledgers[signal].rejected += records;
}

const bytesOf = (chunks: readonly Chunk[]): number => chunks.reduce((sum, { bytes }) => sum + bytes.length, 0);

/** The rows that the signal's ledger counts; throws when the request does not add up, since the ledger never would again. */
function checkSum(signal: Signal, { received, rejected, ignored }: Ready, chunks: readonly Chunk[]): number {
  const kept = chunks.reduce((sum, { table, rows }) => sum + (SIGNAL_OF[table] === signal ? rows : 0), 0);
  if (received !== kept + rejected + ignored) throw new Error(`a request of ${received} ${signal} was prepared into ${kept} rows, ${rejected} rejected and ${ignored} ignored`);
  return kept;
}

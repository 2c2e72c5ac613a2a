import type { RedactionSettings } from "../redact/rules.ts";
import type { Prepared, RawRequest } from "./prepared.ts";

/**
 * Makes requests ready for the disk in threads of its own: unpacks, decodes, redacts, encodes. Bytes that cannot be prepared
 * are `refused` with the reason, also when a thread dies of them, which costs no other request anything. `prepare` rejects only when
 * the bytes have no part in it: after `close`, or when no thread can be started; the same request may be sent again then.
 */
export interface Preparer {
  /** Takes the body over: its memory goes to the thread, so the caller must not use `raw.body` afterwards. */
  prepare(raw: RawRequest): Promise<Prepared>;
  /**
   * JSON pointers into payloads that contracts call sensitive, of all contracts: replaces those set before, and holds for every
   * request that is handed to `prepare` from now on.
   */
  setSensitive(pointers: readonly string[]): void;
  /** Requests that were handed over and are not answered, and the bytes of their bodies as sent. */
  readonly waiting: { readonly requests: number; readonly bytes: number };
  /** Answers what was handed over, then ends the threads. */
  close(): Promise<void>;
}

/** What a preparer needs to know; all of it plain data, since it goes to threads. */
export interface PreparerOptions {
  project: string;
  /** Threads that work at the same time. */
  threads: number;
  /** Bytes of a body, unpacked. */
  bodyBytesMax: number;
  /** Key and rules of redaction, read and checked. */
  redaction: Omit<RedactionSettings, "sensitive">;
  /** Megabytes of objects that a thread may hold; by default as many as the largest body may become. */
  heapMbMax?: number;
  /** Milliseconds that a thread may spend on one request; half a minute by default. */
  threadMsMax?: number;
  log: (line: string) => void;
}

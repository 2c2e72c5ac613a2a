import type { RedactionSettings } from "../redact/rules.ts";
import type { RawRequest } from "./prepared.ts";

/** What a thread is told when it starts. */
export interface ThreadSettings {
  project: string;
  bodyBytesMax: number;
  redaction: Omit<RedactionSettings, "sensitive">;
}

/** A request for a thread, with the pointers that are sensitive as of now. */
export interface Job {
  raw: RawRequest;
  nowMs: number;
  sensitive: SharedList;
}

/** A list of texts that all threads see without a copy; another list has another version. */
export interface SharedList {
  version: number;
  json: SharedArrayBuffer;
}

/** Puts a list into shared memory. */
export function shareList(version: number, texts: readonly string[]): SharedList {
  const bytes = new TextEncoder().encode(JSON.stringify(texts));
  const json = new SharedArrayBuffer(bytes.length);
  new Uint8Array(json).set(bytes);
  return { version, json };
}

/** The texts of a shared list. */
export function readList({ json }: SharedList): string[] {
  const texts: string[] = JSON.parse(Buffer.from(new Uint8Array(json)).toString("utf8"));
  return texts;
}

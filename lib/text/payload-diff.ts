import type { DiffRow } from "./diff-row.ts";
import { diffJson, type JsonValue } from "./json-diff.ts";
import { diffText } from "./text-diff.ts";

/** The differences in the order of the sent payload. `same` counts equal values or lines. */
export interface PayloadDiff {
  kind: "json" | "text";
  rows: DiffRow[];
  same: number;
  /** False when the two have so little in common that the comparison stopped, and the rows say only where they part. */
  complete: boolean;
}

interface Body {
  body: string;
  mediaType: "application/json" | "text/plain";
}

/** Compares what was sent with what was received: by structure when both are JSON, by line otherwise. */
export function diffPayloads(sent: Body, received: Body): PayloadDiff {
  const before = sent.mediaType === "application/json" ? parse(sent.body) : undefined;
  const after = received.mediaType === "application/json" ? parse(received.body) : undefined;
  if (before !== undefined && after !== undefined) return { kind: "json", ...diffJson(before.value, after.value), complete: true };
  return { kind: "text", ...diffText(sent.body, received.body) };
}

function parse(body: string): { value: JsonValue } | undefined {
  try {
    const value: JsonValue = JSON.parse(body);
    return { value };
  } catch {
    return undefined;
  }
}

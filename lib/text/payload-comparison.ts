import type { Body, Comparison, ComparisonInput } from "./comparison.ts";
import { parseExact, type JsonValue } from "./exact-json.ts";
import { compareJson } from "./json-comparison.ts";
import { compareLines } from "./text-comparison.ts";

/** Compares what was sent with what was received: by structure when both are JSON, by line otherwise. */
export function comparePayloads(input: ComparisonInput): Comparison {
  const { sent, received } = input;
  const [before, after] = [sent === null ? undefined : parsed(sent), received === null ? undefined : parsed(received)];
  const isJson = (sent === null || before !== undefined) && (received === null || after !== undefined) && (sent !== null || received !== null);
  const unreadable = [...(sent?.mediaType === "application/json" && before === undefined ? ["sent" as const] : []), ...(received?.mediaType === "application/json" && after === undefined ? ["received" as const] : [])];
  if (isJson) return compareJson({ ...input, sent: before?.value, received: after?.value });
  return compareLines(sent?.body, received?.body, unreadable);
}

const parsed = ({ body, mediaType }: Body): { value: JsonValue } | undefined => (mediaType === "application/json" ? parseExact(body) : undefined);

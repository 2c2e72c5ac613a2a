import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { parseJsonObject } from "../payload/parse-json.ts";

/** The attribute, in LangGraph's `metadata`, that a run stopped for a person and the run that takes it up again share. */
export const RESUME_KEY_KIND = "langgraph_checkpoint_ns";

/**
 * The key by which a run that was interrupted is found again in another trace: LangGraph gives the resumed node the same
 * checkpoint namespace. Inner graphs have a bar in theirs and are part of their node.
 */
export function resumeKeyOf(span: Span): string | undefined {
  const metadata = textOf(span.attributes["metadata"]);
  if (metadata === undefined || !metadata.includes(RESUME_KEY_KIND)) return undefined;
  const namespace = parseJsonObject(metadata)?.[RESUME_KEY_KIND];
  return typeof namespace === "string" && namespace !== "" && !namespace.includes("|") ? namespace : undefined;
}

/** Every such key among the spans. */
export const resumeKeysIn = (spans: Iterable<Span>): string[] => {
  const keys = new Set<string>();
  for (const span of spans) {
    const key = resumeKeyOf(span);
    if (key !== undefined) keys.add(key);
  }
  return [...keys];
};

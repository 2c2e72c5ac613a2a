import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { parseJsonObject } from "../payload/parse-json.ts";

/** The attribute, in LangGraph's `metadata`, that a run stopped for a person and the run that takes it up again share. */
export const CHECKPOINT = "langgraph_checkpoint_ns";

/** The checkpoint namespace of a graph's node. Inner graphs have a bar in theirs and are part of their node. */
export function checkpointOf(span: Span): string | undefined {
  const metadata = textOf(span.attributes["metadata"]);
  if (metadata === undefined || !metadata.includes(CHECKPOINT)) return undefined;
  const namespace = parseJsonObject(metadata)?.[CHECKPOINT];
  return typeof namespace === "string" && namespace !== "" && !namespace.includes("|") ? namespace : undefined;
}

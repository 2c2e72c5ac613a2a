import type { Span } from "@/lib/model/span.ts";
import { graphNodeOf } from "./graph-node.ts";

/** What LangGraph tells of a node's run that a run stopped for a person and the run that takes it up again share. */
export const CHECKPOINT = "langgraph_checkpoint_ns";

/** The checkpoint namespace of a graph's node. Inner graphs have a bar in theirs and are part of their node. */
export function checkpointOf(span: Span): string | undefined {
  const namespace = graphNodeOf(span)?.namespace;
  return namespace === undefined || namespace === "" || namespace.includes("|") ? undefined : namespace;
}

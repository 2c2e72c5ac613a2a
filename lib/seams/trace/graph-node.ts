import { listOf, numberOf, textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { parseJsonObject } from "../payload/parse-json.ts";

/** What LangGraph tells of every run of a node, whoever records it. */
export interface GraphNode {
  node: string;
  /** The way to this run of the node from the outermost graph, its steps apart by bars: `triage:uuid|tools:uuid`. */
  namespace: string;
  /** The graph's step it ran in. */
  step: number | undefined;
  /** It was started by a `Send` and not by an edge. */
  isPushed: boolean;
}

const PUSHED = "__pregel_push";
/** OpenLLMetry and LangSmith give each piece an attribute of its own. */
const KEYS = ["traceloop.association.properties.", "langsmith.metadata."].map((prefix) => ({
  node: `${prefix}langgraph_node`, namespace: `${prefix}langgraph_checkpoint_ns`, triggers: `${prefix}langgraph_triggers`, step: `${prefix}langgraph_step`,
}));

/** The run of a node that the span is or belongs to; undefined outside of LangGraph. */
export function graphNodeOf(span: Span): GraphNode | undefined {
  for (const keys of KEYS) {
    const node = textOf(span.attributes[keys.node]);
    const namespace = node === undefined ? undefined : textOf(span.attributes[keys.namespace]);
    if (node === undefined || namespace === undefined) continue;
    const isPushed = listOf(span.attributes[keys.triggers]).includes(PUSHED);
    return { node, namespace, step: numberOf(span.attributes[keys.step]), isPushed };
  }
  return fromMetadata(textOf(span.attributes["metadata"]));
}

/** OpenInference keeps all in one JSON text. */
function fromMetadata(text: string | undefined): GraphNode | undefined {
  const metadata = text?.includes("langgraph_") === true ? parseJsonObject(text) : undefined;
  const node = metadata?.["langgraph_node"];
  const namespace = metadata?.["langgraph_checkpoint_ns"];
  const step = metadata?.["langgraph_step"];
  const triggers = metadata?.["langgraph_triggers"];
  if (typeof node !== "string" || typeof namespace !== "string") return undefined;
  return { node, namespace, step: typeof step === "number" ? step : undefined, isPushed: Array.isArray(triggers) && triggers.includes(PUSHED) };
}

/** The node of the outermost graph whose run this span is; what inner graphs do is that node's work. */
export function outermostNodeOf(span: Span): GraphNode | undefined {
  const run = graphNodeOf(span);
  if (run === undefined || run.namespace === "" || run.namespace.includes("|") || run.node.startsWith("__")) return undefined;
  return span.name === run.node || textOf(span.attributes["traceloop.entity.name"]) === run.node ? run : undefined;
}

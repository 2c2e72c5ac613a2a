import { textOf } from "@/lib/model/attributes.ts";
import type { Leg } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import { legOf } from "../legs.ts";

/** What one span tells of a gate that it holds from the question to the answer; `decision` is undefined while nobody has answered. */
interface SpanGate {
  question: string;
  decision: string | undefined;
  by: string;
}

type Dialect = (span: Span) => SpanGate | undefined;

const PERSON = "person";

/** AG2: a span of its own around the wait for a human's input. */
const ag2: Dialect = ({ name, attributes }) => {
  if (!name.startsWith("await_human_input") && !("ag2.human_input.prompt" in attributes)) return undefined;
  const response = textOf(attributes["ag2.human_input.response"]);
  return { question: textOf(attributes["ag2.human_input.prompt"]) ?? "input of a person", decision: "ag2.human_input.response" in attributes ? `answered ${response ?? ""}`.trim() : undefined, by: PERSON };
};

/** Who decides in Claude Code without anybody being asked. */
const POLICIES = new Set(["config", "hook"]);

/** Claude Code: a tool blocked on its user, with the decision and where it came from. */
const claudeCode: Dialect = ({ name, attributes }) => {
  if (name !== "claude_code.tool.blocked_on_user") return undefined;
  const decision = textOf(attributes["decision"]);
  const source = textOf(attributes["source"]) ?? "";
  const words = decision === "accept" ? "approved" : decision === "reject" ? "rejected" : decision;
  return {
    question: "leave to run a tool",
    decision: words === undefined ? undefined : [words, source === "" ? "" : `(${source})`].filter(Boolean).join(" "),
    by: POLICIES.has(source) ? source : PERSON,
  };
};

const DECIDED = new Set(["approved", "rejected", "modified", "expired", "bypassed"]);

/** `approval.*`, as proposed for OpenTelemetry GenAI (semantic-conventions-genai #95); the names may still move. */
const approval: Dialect = ({ attributes }) => {
  const status = textOf(attributes["approval.status"])?.toLowerCase();
  if (status === undefined) return undefined;
  const reason = textOf(attributes["approval.reason"]);
  const approver = textOf(attributes["approval.approver_id"]);
  return {
    question: "approval",
    decision: DECIDED.has(status) ? `${status}${approver === undefined ? "" : ` by ${approver}`}${reason === undefined ? "" : `: ${reason}`}` : undefined,
    by: approver ?? PERSON,
  };
};

/** MCP: a server that asks the user for input sends `elicitation/create` and waits for what comes back. */
const elicitation: Dialect = ({ kind, attributes }) =>
  textOf(attributes["mcp.method.name"]) === "elicitation/create" && kind !== "server" ? { question: "input of a person", decision: "answered", by: PERSON } : undefined;

const DIALECTS: readonly Dialect[] = [ag2, claudeCode, approval, elicitation];

/** The legs of a gate that stands in one span: asked at its start, decided at its end. */
export function spanGateLegs(span: Span, asker: string): Leg[] {
  for (const dialect of DIALECTS) {
    const gate = dialect(span);
    if (gate === undefined) continue;
    const asked = legOf("gate_requested", "gate", asker, span, span.startUnixNano, `${asker} asked for ${gate.question}`);
    return gate.decision === undefined ? [asked] : [asked, legOf("gate_decided", "gate", gate.by, span, span.endUnixNano, gate.decision)];
  }
  return [];
}

import { attributesOf, listOf } from "@/lib/model/attributes.ts";
import { SPAN_KINDS, type Span, type SpanKind, type SpanLink } from "@/lib/model/span.ts";
import { makeSpan } from "./make-span.ts";

const START = 1_795_200_000_000_000_000n;
const SECOND = 1_000_000_000n;
const LINE = /^(\s*)(\S+)\s*\|([ =-]*)\|\s*(.*)$/;

/**
 * Spans from a picture. A line is a span: the agent's name, a bar on which a column is a second, then its kind, `error`, and
 * `key=value` attributes, apart by two spaces. A line indented deeper than the one above is its child. A name with a slash
 * is `service/agent`; a name in brackets is no agent. `a:` before the name puts the span into trace a. `link=2` links to the
 * span of the second line.
 *
 *   creator   |==      |  producer  handoff.id=h1
 *   executor  |    === |  consumer  handoff.id=h1
 */
export function drawTrace(picture: string): Span[] {
  const open: { indent: number; span: Span }[] = [];
  const lines = picture.split("\n").filter((line) => line.trim() !== "");
  const spans = lines.map((line, index) => {
    const [, indent = "", name = "", bar = "", words = ""] = LINE.exec(line) ?? [];
    if (name === "") throw new Error(`Cannot read the line "${line}" of a drawn trace: expected "name |bar| words"`);
    while ((open.at(-1)?.indent ?? -1) >= indent.length) open.pop();
    const span = drawSpan({ name, bar, words: words.split(/ {2,}/).filter((word) => word !== "") }, index, open.at(-1)?.span);
    open.push({ indent: indent.length, span });
    return span;
  });
  return spans.map((span) => ({ ...span, links: listOf(span.attributes["link"]).flatMap((line) => linkTo(spans[Number(line) - 1])) }));
}

const linkTo = (span: Span | undefined): SpanLink[] =>
  span === undefined ? [] : [{ traceId: span.traceId, spanId: span.spanId, traceState: "", flags: 0, attributes: attributesOf([]), droppedAttributesCount: 0 }];

interface Line {
  name: string;
  bar: string;
  words: string[];
}

function drawSpan({ name, bar, words }: Line, index: number, parent: Span | undefined): Span {
  const [, trace = "0", rest = name] = /^(?:(\w):)?(.+)$/.exec(name) ?? [];
  const [service = "", agent = rest] = rest.includes("/") ? rest.split("/") : ["", rest];
  const isAgent = !agent.startsWith("[");
  const pairs = words.filter((word) => word.includes("=")).map((word): [string, string] => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)]);
  const agentPairs: [string, string][] = isAgent ? [["gen_ai.operation.name", "invoke_agent"], ["gen_ai.agent.name", agent]] : [];
  return makeSpan({
    traceId: trace.padStart(32, "0").replaceAll(/[^0-9a-f]/g, "e"),
    spanId: (index + 1).toString(16).padStart(16, "0"),
    parentSpanId: parent?.spanId ?? "",
    name: isAgent ? `invoke_agent ${agent}` : agent.slice(1, -1),
    kind: SPAN_KINDS.find((kind): kind is SpanKind => words.includes(kind)) ?? "internal",
    statusCode: words.includes("error") ? "error" : "unset",
    startUnixNano: START + BigInt(Math.max(0, bar.search(/=/))) * SECOND,
    endUnixNano: START + BigInt(bar.lastIndexOf("=") + 1) * SECOND,
    attributes: attributesOf([...agentPairs, ...pairs]),
    resource: { attributes: attributesOf([["service.name", service]]), droppedAttributesCount: 0, schemaUrl: "" },
  });
}

/** The moment `seconds` columns into the picture, in unix nanoseconds. */
export const drawnAt = (seconds: number): bigint => START + BigInt(seconds) * SECOND;

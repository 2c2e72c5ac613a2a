import { attributesOf, type AttributeValue } from "@/lib/model/attributes.ts";
import type { Resource, Scope, Span } from "@/lib/model/span.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { otlpProtobuf } from "@/lib/testing/otlp-protobuf.ts";

const SPANS_PER_BODY = 512;
const SPANS_PER_TRACE = 20;
const START = BigInt(Date.now()) * 1_000_000n;
const PAYLOAD = JSON.stringify({ draft: "A seam is where one agent's work becomes another's. ".repeat(55), tags: ["seams", "handoff"] });

/** `plain`: one span in ten has a payload of 3 kB. `payload-heavy`: every span has one. */
export type LoadShape = "plain" | "payload-heavy";

/** Request bodies as an exporter sends them: 512 spans each, no id twice. `serial` tells one load from another. */
export function makeBodies(count: number, serial: number, shape: LoadShape = "plain"): Uint8Array<ArrayBuffer>[] {
  return Array.from({ length: count }, (_, index) => otlpProtobuf(spansOf(index, { serial, shape })));
}

/** How many spans that many bodies hold. */
export const spansIn = (bodies: number): number => bodies * SPANS_PER_BODY;

interface Load {
  serial: number;
  shape: LoadShape;
}

function spansOf(body: number, load: Load): Span[] {
  const resource = resourceOf(body % 2);
  const scope: Scope = { name: "gen_ai", version: "1.0.0", attributes: attributesOf([]), droppedAttributesCount: 0, schemaUrl: "" };
  return Array.from({ length: SPANS_PER_BODY }, (_, index) => spanOf(body * SPANS_PER_BODY + index, load, { resource, scope }));
}

function resourceOf(variant: number): Resource {
  const keys = ["service.version", "service.instance.id", "telemetry.sdk.name", "telemetry.sdk.language", "host.name", "os.type", "process.pid", "deployment.environment.name"];
  const attributes = attributesOf([["service.name", `agents-${variant}`], ...keys.map((key): [string, string] => [key, `${key} ${variant}`])]);
  return { attributes, droppedAttributesCount: 0, schemaUrl: "" };
}

function spanOf(index: number, { serial, shape }: Load, { resource, scope }: Pick<Span, "resource" | "scope">): Span {
  const start = START + BigInt(index) * 1_000_003n;
  return makeSpan({
    traceId: `${hex(serial + 1, 8)}${hex(Math.floor(index / SPANS_PER_TRACE) + 1, 24)}`,
    spanId: hex(index + 1, 16),
    parentSpanId: index % SPANS_PER_TRACE === 0 ? "" : hex(index - (index % SPANS_PER_TRACE) + 1, 16),
    name: ["invoke_agent planner", "chat model", "execute_tool search", "execute_tool delegate"][index % 4] ?? "",
    startUnixNano: start,
    endUnixNano: start + 2_500_000n,
    attributes: attributesOf([...plainAttributes(index), ...(shape === "payload-heavy" || index % 10 === 0 ? [["gen_ai.input.messages", PAYLOAD] as const] : [])]),
    events: index % 4 === 0 ? [{ name: "choice", timeUnixNano: start, attributes: attributesOf([["index", 0n]]), droppedAttributesCount: 0 }] : [],
    resource,
    scope,
  });
}

/** Thirteen attributes, as agents have: names with few values, ids with many, numbers. */
function plainAttributes(index: number): [string, AttributeValue][] {
  return [
    ["gen_ai.operation.name", "chat"],
    ["gen_ai.provider.name", "openai"],
    ["gen_ai.request.model", `model-${index % 5}`],
    ["gen_ai.response.id", `chatcmpl-${hex(index * 7919, 24)}`],
    ["gen_ai.agent.name", `agent-${index % 12}`],
    ["gen_ai.agent.id", `agent-${index % 12}-${index % 3}`],
    ["gen_ai.conversation.id", hex(Math.floor(index / SPANS_PER_TRACE), 16)],
    ["gen_ai.usage.input_tokens", BigInt(index % 4000)],
    ["gen_ai.usage.output_tokens", BigInt(index % 700)],
    ["gen_ai.request.temperature", 0.2],
    ["server.address", "api.example.test"],
    ["http.response.status_code", 200n],
    ["gen_ai.response.finish_reasons", ["stop"]],
  ];
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");

import { attributesOf, noAttributes } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";

/** A valid span in which nothing is special but what `special` says. */
export function makeSpan(special: Partial<Span> = {}): Span {
  return {
    traceId: "0af7651916cd43dd8448eb211c80319c",
    spanId: "b7ad6b7169203331",
    parentSpanId: "",
    traceState: "",
    flags: 257,
    name: "invoke_agent planner",
    kind: "internal",
    startUnixNano: 1_795_212_015_066_000_001n,
    endUnixNano: 1_795_212_015_068_956_783n,
    statusCode: "unset",
    statusMessage: "",
    attributes: noAttributes(),
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    resource: { attributes: attributesOf([["service.name", "newsroom"]]), droppedAttributesCount: 0, schemaUrl: "" },
    scope: { name: "test", version: "", attributes: noAttributes(), droppedAttributesCount: 0, schemaUrl: "" },
    ...special,
  };
}

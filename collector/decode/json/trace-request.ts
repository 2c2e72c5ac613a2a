import type { Resource } from "@/lib/model/span.ts";
import { blankResource, blankScope } from "../blank.ts";
import type { Intake } from "../intake.ts";
import { NAME_CHARS_MAX } from "../limits.ts";
import { settleAttributes } from "../span-draft.ts";
import { readAttributes } from "./attributes.ts";
import { listAt, objectAt, objectOf, textAt, uint32At } from "./fields.ts";
import { readSpan } from "./span.ts";

/** An `ExportTraceServiceRequest` in OTLP/JSON; throws `Malformed` when something outside of a span is wrong. */
export function readTraceRequest(value: unknown, intake: Intake): void {
  for (const resourceSpans of listAt(objectOf(value, "request"), "resourceSpans", "resource_spans")) {
    readResourceSpans(resourceSpans, intake);
  }
}

/** "logs" or "metrics" when the request is one of those, else undefined. */
export function otherSignalIn(value: unknown): "logs" | "metrics" | undefined {
  const request = objectOf(value, "request");
  if (Array.isArray(request.resourceLogs)) return "logs";
  return Array.isArray(request.resourceMetrics) ? "metrics" : undefined;
}

function readResourceSpans(value: unknown, intake: Intake): void {
  const json = objectOf(value, "resource_spans");
  const resource = readResource(json, intake);
  for (const scopeSpans of listAt(json, "scopeSpans", "scope_spans")) readScopeSpans(scopeSpans, resource, intake);
}

function readResource(json: ReturnType<typeof objectOf>, intake: Intake): Resource {
  const sent = objectAt(json, "resource", "resource");
  const resource = blankResource();
  resource.schemaUrl = textAt(json, "schemaUrl", "schema_url", NAME_CHARS_MAX);
  resource.droppedAttributesCount = uint32At(sent, "droppedAttributesCount", "resource");
  settleAttributes(resource, readAttributes(sent, "resource", intake), intake);
  return resource;
}

function readScopeSpans(value: unknown, resource: Resource, intake: Intake): void {
  const json = objectOf(value, "scope_spans");
  const sent = objectAt(json, "scope", "scope");
  const scope = blankScope();
  scope.name = textAt(sent, "name", "scope", NAME_CHARS_MAX);
  scope.version = textAt(sent, "version", "scope", NAME_CHARS_MAX);
  scope.schemaUrl = textAt(json, "schemaUrl", "schema_url", NAME_CHARS_MAX);
  scope.droppedAttributesCount = uint32At(sent, "droppedAttributesCount", "scope");
  settleAttributes(scope, readAttributes(sent, "scope", intake), intake);
  for (const span of listAt(json, "spans", "spans")) intake.take(() => readSpan(span, resource, scope, intake));
}

import type { Resource, Scope } from "@/lib/model/span.ts";
import { blankResource, blankScope } from "../blank.ts";
import type { Intake } from "../intake.ts";
import { NAME_CHARS_MAX } from "../limits.ts";
import type { Signal, SignalName } from "../signals.ts";
import { settleAttributes } from "../span-draft.ts";
import { readAttributes } from "./attributes.ts";
import { listAt, objectAt, objectOf, textAt, uint32At } from "./fields.ts";

const SIGNAL_OF: Readonly<Record<string, SignalName>> = { resourceSpans: "traces", resourceLogs: "logs", resourceMetrics: "metrics" };

/** How one record of a signal is read. */
export type ReadRecord<Item> = (value: unknown, resource: Resource, scope: Scope, intake: Intake) => Item;

/** An export request of this signal in OTLP/JSON; throws `Malformed` when something outside of a record is wrong. */
export function readRequest<Item>(value: unknown, signal: Signal, read: ReadRecord<Item>, intake: Intake<Item>): void {
  for (const resourcePart of listAt(objectOf(value, "request"), signal.json.resources, signal.fields.resources)) {
    readResourcePart(resourcePart, signal, read, intake);
  }
}

/** The signal that the request is of instead, else undefined. */
export function otherSignalIn(value: unknown, { name }: Signal): SignalName | undefined {
  const request = objectOf(value, "request");
  const others = Object.entries(SIGNAL_OF).filter(([key, other]) => other !== name && Array.isArray(request[key]));
  return others[0]?.[1];
}

function readResourcePart<Item>(value: unknown, signal: Signal, read: ReadRecord<Item>, intake: Intake<Item>): void {
  const json = objectOf(value, signal.fields.resources);
  const resource = readResource(json, intake);
  for (const scopePart of listAt(json, signal.json.scopes, signal.fields.scopes)) readScopePart(scopePart, resource, { signal, read, intake });
}

function readResource(json: ReturnType<typeof objectOf>, intake: Intake): Resource {
  const sent = objectAt(json, "resource", "resource");
  const resource = blankResource();
  resource.schemaUrl = textAt(json, "schemaUrl", "schema_url", NAME_CHARS_MAX);
  resource.droppedAttributesCount = uint32At(sent, "droppedAttributesCount", "resource");
  settleAttributes(resource, readAttributes(sent, "resource", intake), intake);
  return resource;
}

function readScopePart<Item>(value: unknown, resource: Resource, { signal, read, intake }: { signal: Signal; read: ReadRecord<Item>; intake: Intake<Item> }): void {
  const json = objectOf(value, signal.fields.scopes);
  const sent = objectAt(json, "scope", "scope");
  const scope = blankScope();
  scope.name = textAt(sent, "name", "scope", NAME_CHARS_MAX);
  scope.version = textAt(sent, "version", "scope", NAME_CHARS_MAX);
  scope.schemaUrl = textAt(json, "schemaUrl", "schema_url", NAME_CHARS_MAX);
  scope.droppedAttributesCount = uint32At(sent, "droppedAttributesCount", "scope");
  settleAttributes(scope, readAttributes(sent, "scope", intake), intake);
  for (const record of listAt(json, signal.json.records, signal.fields.records)) intake.take(() => read(record, resource, scope, intake));
}

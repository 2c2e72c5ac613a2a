import type { Resource, Scope } from "@/lib/model/span.ts";
import { blankResource, blankScope } from "../blank.ts";
import { AttributeBag } from "../capped.ts";
import type { Intake } from "../intake.ts";
import { NAME_CHARS_MAX, RECORDS_MAX } from "../limits.ts";
import type { Signal, SignalName } from "../signals.ts";
import { settleAttributes } from "../span-draft.ts";
import { readAttributes } from "./attributes.ts";
import { listAt, objectAt, objectOf, textAt, uint32At, type JsonObject } from "./fields.ts";

const SIGNAL_OF: Readonly<Record<string, SignalName>> = { resourceSpans: "traces", resourceLogs: "logs", resourceMetrics: "metrics" };

/** How one record of a signal is read. */
export type ReadRecord<Item> = (value: unknown, resource: Resource, scope: Scope, intake: Intake<Item>) => Item;

/** What stays the same throughout a request. */
interface Reading<Item> {
  signal: Signal;
  read: ReadRecord<Item>;
  intake: Intake<Item>;
}

/** An export request of this signal in OTLP/JSON; throws `Malformed` when it is none. A broken resource or scope is lost alone, with its records. */
export function readRequest<Item>(value: unknown, signal: Signal, read: ReadRecord<Item>, intake: Intake<Item>): void {
  const request = objectOf(value, "request");
  noteSnakeCase(request, signal.fields.resources, intake);
  const { items, leftOut } = listAt(request, signal.json.resources, signal.fields.resources, RECORDS_MAX);
  for (const part of items) readResourcePart(part, { signal, read, intake });
  intake.leaveOut(leftOut);
}

/** The signal that the request is of instead, else undefined. */
export function otherSignalIn(value: unknown, { name }: Signal): SignalName | undefined {
  const request = objectOf(value, "request");
  const others = Object.entries(SIGNAL_OF).filter(([key, other]) => other !== name && Array.isArray(request[key]));
  return others[0]?.[1];
}

function readResourcePart<Item>(value: unknown, reading: Reading<Item>): void {
  const { signal, intake } = reading;
  const resource = blankResource();
  const readPart = (): void => {
    const json = objectOf(value, signal.fields.resources);
    noteSnakeCase(json, signal.fields.scopes, intake);
    readResource(json, resource, intake);
    const { items, leftOut } = listAt(json, signal.json.scopes, signal.fields.scopes, RECORDS_MAX);
    for (const part of items) readScopePart(part, resource, reading);
    intake.leaveOut(leftOut);
  };
  intake.takePart(signal.fields.resources, readPart, () => ({ records: recordsIn(value, [signal.json.scopes, signal.json.records]), sample: { kind: "json", value, resource } }));
}

function readScopePart<Item>(value: unknown, resource: Resource, { signal, read, intake }: Reading<Item>): void {
  const readPart = (): void => {
    const json = objectOf(value, signal.fields.scopes);
    noteSnakeCase(json, signal.fields.records, intake);
    const scope = readScope(json, intake);
    const { items, leftOut } = listAt(json, signal.json.records, signal.fields.records, RECORDS_MAX);
    for (const record of items) intake.take(() => read(record, resource, scope, intake), { kind: "json", value: record, resource });
    intake.leaveOut(leftOut);
  };
  intake.takePart(signal.fields.scopes, readPart, () => ({ records: recordsIn(value, [signal.json.records]), sample: { kind: "json", value, resource } }));
}

/** How many records can be told apart in a broken part: the items of the lists that the path leads to. */
function recordsIn(value: unknown, path: readonly string[]): number {
  const [key, ...rest] = path;
  if (key === undefined) return 1;
  if (typeof value !== "object" || value === null) return 0;
  const list: unknown = Reflect.get(value, key);
  return Array.isArray(list) ? list.reduce<number>((sum, item) => sum + recordsIn(item, rest), 0) : 0;
}

/** A sender that writes resource_spans would be told that all is well, and nothing of it be read. */
function noteSnakeCase(json: JsonObject, field: string, intake: Intake): void {
  if (field.includes("_") && Object.hasOwn(json, field)) intake.warnOf("unknown_fields", 0, { kind: "json", value: json });
}

function readResource(json: JsonObject, resource: Resource, intake: Intake): void {
  const sent = objectAt(json, "resource", "resource");
  resource.schemaUrl = textAt(json, "schemaUrl", "schema_url", { charsMax: NAME_CHARS_MAX, intake });
  resource.droppedAttributesCount = uint32At(sent, "droppedAttributesCount", "resource");
  settleAttributes(resource, readAttributes(sent, "resource", new AttributeBag(), intake), intake);
}

function readScope(json: JsonObject, intake: Intake): Scope {
  const limit = { charsMax: NAME_CHARS_MAX, intake };
  const sent = objectAt(json, "scope", "scope");
  const scope = blankScope();
  scope.name = textAt(sent, "name", "scope", limit);
  scope.version = textAt(sent, "version", "scope", limit);
  scope.schemaUrl = textAt(json, "schemaUrl", "schema_url", limit);
  scope.droppedAttributesCount = uint32At(sent, "droppedAttributesCount", "scope");
  settleAttributes(scope, readAttributes(sent, "scope", new AttributeBag(), intake), intake);
  return scope;
}

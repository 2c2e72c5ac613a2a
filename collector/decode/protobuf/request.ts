import { BinaryReader } from "@bufbuild/protobuf/wire";
import type { Resource, Scope } from "@/lib/model/span.ts";
import { blankResource, blankScope } from "../blank.ts";
import { AttributeBag } from "../capped.ts";
import type { RawSample } from "../fault.ts";
import type { Intake, RecordSource } from "../intake.ts";
import { NAME_CHARS_MAX } from "../limits.ts";
import type { Signal } from "../signals.ts";
import { settleAttributes } from "../span-draft.ts";
import { readAttribute } from "./attributes.ts";
import { checkEnd, readText, skipField } from "./wire.ts";

const RESOURCE = ["", "resource", "resource"];
const SCOPE = ["", "scope", "scope", "scope", "scope"];

/** How one record of a signal is read from its own bytes. */
export type ReadRecord<Item> = (bytes: Uint8Array, resource: Resource, scope: Scope, intake: Intake<Item>) => Item;

/** What stays the same throughout a request. */
interface Reading<Item> {
  fields: Signal["fields"];
  read: ReadRecord<Item>;
  intake: Intake<Item>;
}

/**
 * An export request of this signal. Throws when its outermost fields are broken, since nothing can be told apart then; before that
 * no record is read. A broken resource or scope is lost alone, with its records.
 */
export function readRequest<Item>(bytes: Uint8Array, { fields }: Signal, read: ReadRecord<Item>, intake: Intake<Item>): void {
  const parts = partsIn(bytes, fields);
  for (const part of parts) readResourcePart(part, { fields, read, intake });
}

/** The bytes of each ResourceSpans or ResourceLogs. */
function partsIn(bytes: Uint8Array, fields: Signal["fields"]): Uint8Array[] {
  const parts: Uint8Array[] = [];
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === 10) parts.push(reader.bytes());
    else skipField(reader, tag, ["", fields.resources]);
  }
  checkEnd(reader, reader.len, fields.resources);
  return parts;
}

/** The fields of a part may come in any order, so its resource and schema URL are read before its scopes. */
function readResourcePart<Item>(bytes: Uint8Array, reading: Reading<Item>): void {
  const { fields, intake } = reading;
  const resource = blankResource();
  const own: Uint8Array[] = [];
  const scopes: Uint8Array[] = [];
  const readPart = (): void => {
    const reader = new BinaryReader(bytes);
    while (reader.pos < reader.len) {
      const tag = reader.uint32();
      if (tag === 10) readResource(noted(reader.bytes(), own), resource, intake);
      else if (tag === 18) scopes.push(reader.bytes());
      else if (tag === 26) resource.schemaUrl = readNotedText(reader, own, intake);
      else skipField(reader, tag, ["", "resource", fields.scopes, "schema_url"]);
    }
    checkEnd(reader, reader.len, fields.resources);
    for (const scope of scopes) readScopePart(scope, { resource, bytes: own }, reading);
  };
  intake.takePart(fields.resources, readPart, () => ({ records: recordsIn(bytes, 2), sample: sampleOf(bytes, resource) }));
}

function readScopePart<Item>(bytes: Uint8Array, of: Pick<RecordSource, "resource" | "bytes">, { fields, read, intake }: Reading<Item>): void {
  const { resource } = of;
  const scope = blankScope();
  const own = [...of.bytes];
  const records: Uint8Array[] = [];
  const readPart = (): void => {
    const reader = new BinaryReader(bytes);
    while (reader.pos < reader.len) {
      const tag = reader.uint32();
      if (tag === 10) readScope(noted(reader.bytes(), own), scope, intake);
      else if (tag === 18) records.push(reader.bytes());
      else if (tag === 26) scope.schemaUrl = readNotedText(reader, own, intake);
      else skipField(reader, tag, ["", "scope", fields.records, "schema_url"]);
    }
    checkEnd(reader, reader.len, fields.scopes);
    const source = { resource, scope, bytes: own };
    for (const record of records) {
      if (!intake.takeBytes(record, source)) intake.take(() => read(record, resource, scope, intake), sampleOf(record, resource));
    }
  };
  intake.takePart(fields.scopes, readPart, () => ({ records: recordsIn(bytes, 1), sample: sampleOf(bytes, resource) }));
}

/** The bytes, added to the list of those that a source was read from. */
function noted(bytes: Uint8Array, own: Uint8Array[]): Uint8Array {
  own.push(bytes);
  return bytes;
}

function readNotedText(reader: BinaryReader, own: Uint8Array[], intake: Intake): string {
  const start = reader.pos;
  noted(reader.bytes(), own);
  reader.pos = start;
  return readText(reader, NAME_CHARS_MAX, intake);
}

const sampleOf = (bytes: Uint8Array, resource: Resource): RawSample => ({ kind: "bytes", bytes, resource });

/** How many records can be told apart in a broken part, `levels` messages down. */
function recordsIn(bytes: Uint8Array, levels: number): number {
  let records = 0;
  try {
    for (const inner of fieldsIn(bytes, 2)) records += levels === 1 ? 1 : recordsIn(inner, levels - 1);
  } catch {
    return records; // up to where it is broken
  }
  return records;
}

/** The fields of that number that have bytes, one by one. */
function* fieldsIn(bytes: Uint8Array, number: number): Generator<Uint8Array> {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === number * 8 + 2) yield reader.bytes();
    else skipField(reader, tag, []);
  }
}

function readResource(bytes: Uint8Array, resource: Resource, intake: Intake): void {
  const reader = new BinaryReader(bytes);
  const bag = new AttributeBag();
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === 10) readAttribute(reader, bag, intake);
    else if (tag === 16) resource.droppedAttributesCount = reader.uint32();
    else skipField(reader, tag, RESOURCE);
  }
  checkEnd(reader, reader.len, "resource");
  settleAttributes(resource, bag, intake);
}

function readScope(bytes: Uint8Array, scope: Scope, intake: Intake): void {
  const reader = new BinaryReader(bytes);
  const bag = new AttributeBag();
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === 10) scope.name = readText(reader, NAME_CHARS_MAX, intake);
    else if (tag === 18) scope.version = readText(reader, NAME_CHARS_MAX, intake);
    else if (tag === 26) readAttribute(reader, bag, intake);
    else if (tag === 32) scope.droppedAttributesCount = reader.uint32();
    else skipField(reader, tag, SCOPE);
  }
  checkEnd(reader, reader.len, "scope");
  settleAttributes(scope, bag, intake);
}

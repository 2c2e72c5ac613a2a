import { BinaryReader } from "@bufbuild/protobuf/wire";
import type { Resource, Scope } from "@/lib/model/span.ts";
import { blankResource, blankScope } from "../blank.ts";
import { AttributeBag } from "../capped.ts";
import type { Intake } from "../intake.ts";
import { cutText, NAME_CHARS_MAX } from "../limits.ts";
import type { Signal } from "../signals.ts";
import { settleAttributes } from "../span-draft.ts";
import { readAttribute } from "./attributes.ts";
import { checkEnd, messageEnd, skipField } from "./wire.ts";

const RESOURCE = ["", "resource", "resource"];
const SCOPE = ["", "scope", "scope", "scope", "scope"];

/** How one record of a signal is read from its own bytes. */
export type ReadRecord<Item> = (bytes: Uint8Array, resource: Resource, scope: Scope, intake: Intake) => Item;

/** What stays the same throughout a request. */
interface Reading<Item> {
  fields: Signal["fields"];
  read: ReadRecord<Item>;
  intake: Intake<Item>;
}

/** An export request of this signal; throws when it is broken outside of a record, since nothing after that can be trusted. */
export function readRequest<Item>(bytes: Uint8Array, { fields }: Signal, read: ReadRecord<Item>, intake: Intake<Item>): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === 10) readResourcePart(reader, { fields, read, intake });
    else skipField(reader, tag, ["", fields.resources]);
  }
  checkEnd(reader, reader.len, fields.resources);
}

function readResourcePart<Item>(reader: BinaryReader, reading: Reading<Item>): void {
  const { fields, intake } = reading;
  const end = messageEnd(reader);
  const resource = blankResource();
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === 10) readResource(reader, resource, intake);
    else if (tag === 18) readScopePart(reader, resource, reading);
    else if (tag === 26) resource.schemaUrl = cutText(reader.string(), NAME_CHARS_MAX);
    else skipField(reader, tag, ["", "resource", fields.scopes, "schema_url"]);
  }
  checkEnd(reader, end, fields.resources);
}

function readScopePart<Item>(reader: BinaryReader, resource: Resource, { fields, read, intake }: Reading<Item>): void {
  const end = messageEnd(reader);
  const scope = blankScope();
  const take = (bytes: Uint8Array): void => intake.take(() => read(bytes, resource, scope, intake));
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === 10) readScope(reader, scope, intake);
    else if (tag === 18) take(reader.bytes());
    else if (tag === 26) scope.schemaUrl = cutText(reader.string(), NAME_CHARS_MAX);
    else skipField(reader, tag, ["", "scope", fields.records, "schema_url"]);
  }
  checkEnd(reader, end, fields.scopes);
}

function readResource(reader: BinaryReader, resource: Resource, intake: Intake): void {
  const end = messageEnd(reader);
  const bag = new AttributeBag();
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === 10) readAttribute(reader, bag, intake);
    else if (tag === 16) resource.droppedAttributesCount = reader.uint32();
    else skipField(reader, tag, RESOURCE);
  }
  checkEnd(reader, end, "resource");
  settleAttributes(resource, bag, intake);
}

function readScope(reader: BinaryReader, scope: Scope, intake: Intake): void {
  const end = messageEnd(reader);
  const bag = new AttributeBag();
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === 10) scope.name = cutText(reader.string(), NAME_CHARS_MAX);
    else if (tag === 18) scope.version = cutText(reader.string(), NAME_CHARS_MAX);
    else if (tag === 26) readAttribute(reader, bag, intake);
    else if (tag === 32) scope.droppedAttributesCount = reader.uint32();
    else skipField(reader, tag, SCOPE);
  }
  checkEnd(reader, end, "scope");
  settleAttributes(scope, bag, intake);
}

import { BinaryReader } from "@bufbuild/protobuf/wire";
import type { Resource, Scope } from "@/lib/model/span.ts";
import { blankResource, blankScope } from "../blank.ts";
import { AttributeBag } from "../capped.ts";
import type { Intake } from "../intake.ts";
import { cutText, NAME_CHARS_MAX } from "../limits.ts";
import { settleAttributes } from "../span-draft.ts";
import { readAttribute } from "./attributes.ts";
import { readSpan } from "./span.ts";
import { checkEnd, messageEnd, skipField } from "./wire.ts";

const REQUEST = ["", "resource_spans"];
const RESOURCE_SPANS = ["", "resource", "scope_spans", "schema_url"];
const SCOPE_SPANS = ["", "scope", "spans", "schema_url"];
const RESOURCE = ["", "resource", "resource"];
const SCOPE = ["", "scope", "scope", "scope", "scope"];

/** An `ExportTraceServiceRequest`; throws when it is broken outside of a span, since nothing after that can be trusted. */
export function readTraceRequest(bytes: Uint8Array, intake: Intake): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === 10) readResourceSpans(reader, intake);
    else skipField(reader, tag, REQUEST);
  }
  checkEnd(reader, reader.len, "resource_spans");
}

function readResourceSpans(reader: BinaryReader, intake: Intake): void {
  const end = messageEnd(reader);
  const resource = blankResource();
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === 10) readResource(reader, resource, intake);
    else if (tag === 18) readScopeSpans(reader, resource, intake);
    else if (tag === 26) resource.schemaUrl = cutText(reader.string(), NAME_CHARS_MAX);
    else skipField(reader, tag, RESOURCE_SPANS);
  }
  checkEnd(reader, end, "resource_spans");
}

function readScopeSpans(reader: BinaryReader, resource: Resource, intake: Intake): void {
  const end = messageEnd(reader);
  const scope = blankScope();
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === 10) readScope(reader, scope, intake);
    else if (tag === 18) takeSpan(reader.bytes(), resource, scope, intake);
    else if (tag === 26) scope.schemaUrl = cutText(reader.string(), NAME_CHARS_MAX);
    else skipField(reader, tag, SCOPE_SPANS);
  }
  checkEnd(reader, end, "scope_spans");
}

function takeSpan(bytes: Uint8Array, resource: Resource, scope: Scope, intake: Intake): void {
  intake.take(() => readSpan(bytes, resource, scope, intake));
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

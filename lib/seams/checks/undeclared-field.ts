import { escapeToken } from "@/lib/model/json-pointer.ts";
import { anyItem } from "../payload/leaves.ts";
import { isRecord, parseJson } from "../payload/parse-json.ts";
import type { Check, Found } from "./check.ts";

const FINDINGS_MAX = 20;
const PLACES_MAX = 5000;
/** With one of these, what an object may hold is decided elsewhere in the schema. */
const OPEN = ["$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "if", "dependentSchemas", "patternProperties", "additionalProperties", "unevaluatedProperties"];

/** More than the contract names. */
export const undeclaredField: Check = {
  class: "undeclared_field",
  severity: "info",
  side: "producer",
  demands: ["S2.53", "S2.115"],
  meaning: "The payload carries a field that the contract does not name: the receiver does not know it, and may not be meant to see it.",
  rule: "A JSON Schema is known for the payload, an object in it declares `properties` and says nothing of `additionalProperties`, and the payload has a member that is none of them.",
  fix: "Name the field in the contract, or leave it out: what is not needed costs tokens and may be private. Close the schema with `additionalProperties: false` once both sides agree.",
  lookalike: "A schema that closes itself (there it is a `schema_violation`), one that opens itself (`additionalProperties: true` or a schema), and one composed of others, where the field may be declared elsewhere.",
  find: ({ evidence, schema }) => {
    const payload = evidence.claims.receivedReported ? (evidence.received ?? evidence.sent) : evidence.sent;
    if (evidence.schema === undefined || payload === undefined || schema.kind === "unusable") return [];
    const value = parseJson(payload.body);
    return value === undefined ? [] : undeclaredIn(parseJson(evidence.schema.json), value).map((pointer) => found(evidence.source.name, pointer));
  },
};

interface Place {
  schema: unknown;
  value: unknown;
  pointer: string;
}

function undeclaredIn(schema: unknown, value: unknown): string[] {
  const undeclared: string[] = [];
  const open: Place[] = [{ schema, value, pointer: "" }];
  for (let next = open.pop(), places = 0; next !== undefined && places < PLACES_MAX && undeclared.length < FINDINGS_MAX; next = open.pop(), places += 1) {
    const { declared, others } = membersOf(next);
    open.push(...declared);
    undeclared.push(...others);
  }
  return undeclared.slice(0, FINDINGS_MAX).toSorted();
}

function membersOf({ schema, value, pointer }: Place): { declared: Place[]; others: string[] } {
  if (!isRecord(schema)) return { declared: [], others: [] };
  const { items, properties } = schema;
  if (Array.isArray(value)) {
    const declared = "prefixItems" in schema ? [] : value.slice(0, PLACES_MAX).map((item: unknown, index) => ({ schema: items, value: item, pointer: `${pointer}/${index}` }));
    return { declared, others: [] };
  }
  if (!isRecord(value) || !isRecord(properties) || Object.keys(properties).length === 0) return { declared: [], others: [] };
  const keys = Object.keys(value).slice(0, PLACES_MAX);
  const at = (key: string): string => `${pointer}/${escapeToken(key)}`;
  return {
    declared: keys.filter((key) => Object.hasOwn(properties, key)).map((key) => ({ schema: properties[key], value: value[key], pointer: at(key) })),
    others: OPEN.some((key) => key in schema) ? [] : keys.filter((key) => !Object.hasOwn(properties, key)).slice(0, FINDINGS_MAX).map(at),
  };
}

const found = (source: string, pointer: string): Found => ({
  pointer,
  message: `${source} sent ${pointer}, which the contract does not name`,
  reason: `${anyItem(pointer)} is not declared`,
});

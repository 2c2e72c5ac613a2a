import { escapeToken } from "@/lib/model/json-pointer.ts";
import { diffArrays } from "diff";
import { ExactNumber, isObject, jsonStart, memberNamed, type JsonObject, type JsonValue } from "./exact-json.ts";
import { alignByIdentity, type Alignment } from "./item-identity.ts";
import { itemSchema, memberSchema, requiredBy, type SchemaPlace } from "./schema-place.ts";

/** More edits than this and two lists are paired by position; it also bounds the time, which grows with its square. */
const ITEM_EDITS_MAX = 1000;
/** Two items are the same when their texts are; of longer ones the beginning and the length of it decide which are paired. */
const IDENTITY_LENGTH_MAX = 20_000;

/** A place that both sides have, or only one of them. Undefined is a value that is not there. */
export interface Pair {
  /** JSON pointer (RFC 6901) into what was sent; where only the other side has it, where it would stand. */
  at: string;
  /** JSON pointer into what was received. */
  receivedAt: string;
  /** The member's name, or the item's number; "" of the whole. */
  key: string;
  sent: JsonValue | undefined;
  received: JsonValue | undefined;
  /** It stands at another place among its siblings than it did. */
  isMoved: boolean;
  /** What the contract says of this place. */
  schema: SchemaPlace;
  parent: Pair | undefined;
}

/** The pointer a place is called by: that of what was sent, or of what was received where only that has it. */
export const pointerOf = ({ at, receivedAt, sent, received }: Pair): string => (sent === undefined && received !== undefined ? receivedAt : at);

/** What a place is known by among all places of a comparison; no two have the same. */
export const idOf = (pair: Pair): string => `${pair.sent === undefined && pair.received !== undefined ? "+" : ""}${pointerOf(pair)}`;

/** The whole of both sides. */
export const rootPair = (sent: JsonValue | undefined, received: JsonValue | undefined, schema: SchemaPlace): Pair => ({
  at: "", receivedAt: "", key: "", sent, received, isMoved: false, schema, parent: undefined,
});

/**
 * The places inside two objects or two lists, or inside one that stands alone; undefined when the two are to be compared as they
 * stand. A member that the contract requires and neither side has is among them.
 */
export function pairsIn(pair: Pair): Pair[] | undefined {
  const { sent, received } = pair;
  const [some, other] = sent === undefined ? [received, sent] : [sent, received];
  if (Array.isArray(some) && (other === undefined || Array.isArray(other))) return itemPairs(pair, Array.isArray(sent) ? sent : [], Array.isArray(received) ? received : []);
  if (isObject(some) && (other === undefined || isObject(other))) return memberPairs(pair, isObject(sent) ? sent : {}, isObject(received) ? received : {});
  return undefined;
}

function memberPairs(parent: Pair, sent: JsonObject, received: JsonObject): Pair[] {
  const keys = new Set([...Object.keys(sent), ...Object.keys(received), ...requiredBy(parent.schema)]);
  return [...keys].map((key) => {
    const token = escapeToken(key);
    return {
      at: `${parent.at}/${token}`, receivedAt: `${parent.receivedAt}/${token}`, key,
      sent: memberNamed(sent, key), received: memberNamed(received, key), isMoved: false, schema: memberSchema(parent.schema, key), parent,
    };
  });
}

/**
 * Lists of objects that name themselves (`id`, `key`, `name`) are paired by that name. Else lists of one length are paired by
 * position; of two lengths, equal items are paired first, so that one lost out of the middle is one row, and not every item after it.
 */
function itemPairs(parent: Pair, sent: JsonValue[], received: JsonValue[]): Pair[] {
  const alignment = parent.sent === undefined || parent.received === undefined ? byPosition(sent, received) : (alignByIdentity(sent, received) ?? alignByEquality(sent, received));
  let [from, to] = [0, 0];
  return alignment.map((one) => {
    const pair: Pair = {
      at: `${parent.at}/${one.sent < 0 ? from : one.sent}`, receivedAt: `${parent.receivedAt}/${one.received < 0 ? to : one.received}`, key: String(one.sent < 0 ? one.received : one.sent),
      sent: sent[one.sent], received: received[one.received], isMoved: one.isMoved === true, schema: itemSchema(parent.schema, one.sent < 0 ? one.received : one.sent), parent,
    };
    if (one.sent >= 0) from = one.sent + 1;
    if (one.received >= 0) to = one.received + 1;
    return pair;
  });
}

const byPosition = (sent: readonly JsonValue[], received: readonly JsonValue[]): Alignment =>
  Array.from({ length: Math.max(sent.length, received.length) }, (_, index) => ({ sent: index < sent.length ? index : -1, received: index < received.length ? index : -1 }));

/** The shorter list always comes first, so that comparing the other way round gives the same pairs. */
function alignByEquality(sent: JsonValue[], received: JsonValue[]): Alignment {
  if (sent.length === received.length) return byPosition(sent, received);
  const isSwapped = sent.length > received.length;
  const [shorter, longer] = isSwapped ? [received, sent] : [sent, received];
  const changes = diffArrays(shorter.map(identityOf), longer.map(identityOf), { maxEditLength: ITEM_EDITS_MAX });
  if (changes === undefined) return byPosition(sent, received);
  const alignment: Alignment = [];
  let [a, b] = [0, 0];
  for (const run of runsOf(changes)) {
    for (let index = 0; index < Math.max(run.a, run.b); index += 1) {
      const [inShorter, inLonger] = [index < run.a ? a + index : -1, index < run.b ? b + index : -1];
      alignment.push(isSwapped ? { sent: inLonger, received: inShorter } : { sent: inShorter, received: inLonger });
    }
    a += run.a;
    b += run.b;
  }
  return alignment;
}

/** How many items of either list belong together: equal ones, or removed ones with the added ones right after them. */
function runsOf(changes: readonly { added: boolean; removed: boolean; value: unknown[] }[]): { a: number; b: number }[] {
  const runs: { a: number; b: number }[] = [];
  for (const [index, { added, removed, value }] of changes.entries()) {
    const before = changes[index - 1]?.removed === true ? runs.at(-1) : undefined;
    if (added && before !== undefined) before.b = value.length;
    else runs.push({ a: added ? 0 : value.length, b: removed ? 0 : value.length });
  }
  return runs;
}

function identityOf(item: JsonValue): string {
  if (typeof item !== "object" || item === null || item instanceof ExactNumber) return `${typeof item} ${item instanceof ExactNumber ? item.digits : String(item)}`;
  return jsonStart(item, IDENTITY_LENGTH_MAX).text;
}

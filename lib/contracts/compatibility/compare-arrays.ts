import type { Json } from "../schema/subschemas.ts";
import type { Comparison, Place } from "./comparison.ts";
import { below } from "./report.ts";
import { type Schema, schemaOf } from "./schema-form.ts";

/** What is asked of the first items one by one, and of all that follow. */
interface Items {
  first: Schema[];
  rest: Schema;
}

/** 2020-12 says `prefixItems` and `items`; draft-07 says `items` as a list and `additionalItems`. */
function itemsOf(schema: Json): Items {
  const { prefixItems, items, additionalItems } = schema;
  if (Array.isArray(items)) return { first: items.map(schemaOf), rest: schemaOf(additionalItems) };
  return { first: Array.isArray(prefixItems) ? prefixItems.map(schemaOf) : [], rest: schemaOf(items) };
}

/** Compares the items of lists, place by place and then all the rest. */
export function compareArrays(place: Place, comparison: Comparison): void {
  const [old, now] = [itemsOf(place.before), itemsOf(place.after)];
  const length = Math.max(old.first.length, now.first.length);
  for (let index = 0; index < length; index += 1) {
    const pointer = below(below(place.pointer, "prefixItems"), index);
    comparison.compare({ ...place, before: old.first[index] ?? old.rest, after: now.first[index] ?? now.rest, pointer });
  }
  comparison.compare({ ...place, before: old.rest, after: now.rest, pointer: below(place.pointer, "items") });
}

import { z } from "zod";
import { ATTRIBUTE_TYPES, type AttributeColumns } from "./attribute-columns.ts";

const TYPES: ReadonlySet<unknown> = new Set(ATTRIBUTE_TYPES);

// z.record() drops the key "__proto__", which is data like any other here.
/** A Map column of attributes' texts. */
export const Texts = z.custom<AttributeColumns["texts"]>((map) => valuesOf(map)?.every((text) => typeof text === "string"));
/** The Map column of those attributes' types. */
export const Types = z.custom<AttributeColumns["types"]>((map) => valuesOf(map)?.every((type) => TYPES.has(type)));
/** The type of one value; "" for a string. */
export const BodyType = z.enum([...ATTRIBUTE_TYPES, ""]);
/** A UInt64, as digits. */
export const Digits = z.string().regex(/^\d+$/);
/** A number of at most 32 bits. */
export const Count = z.number();

function valuesOf(map: unknown): unknown[] | undefined {
  return typeof map === "object" && map !== null && !Array.isArray(map) ? Object.values(map) : undefined;
}

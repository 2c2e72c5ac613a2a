import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "../schema/subschemas.ts";
import { newAjv } from "../schema/json-schema.ts";
import { compatibilityOf } from "./compare-contracts.ts";
import { SchemaComparison } from "./compare-schemas.ts";

/** A schema with values that it takes and that a sender on its version may send. */
interface Sample {
  schema: Json | boolean;
  values: fc.Arbitrary<unknown>;
}

const anyText = fc.string({ maxLength: 4, unit: fc.constantFrom("a", "b", "é") });
const anyValue: fc.Arbitrary<unknown> = fc.oneof(fc.constantFrom(null, true, 0, 1, 2.5, -3, "", "a", "bb"), fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 2 }), fc.dictionary(fc.constantFrom("a", "b", "c", "z"), fc.constantFrom(1, "a", null), { maxKeys: 2 }));

const anyLeaf: fc.Arbitrary<Sample> = fc.oneof(
  fc.constant({ schema: true, values: anyValue }),
  fc.constant({ schema: {}, values: anyValue }),
  fc.constant({ schema: { type: "null" }, values: fc.constant(null) }),
  fc.constant({ schema: { type: ["string", "null"] }, values: fc.option(anyText) }),
  fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 2, max: 4 })).map(([min, max]) => ({ schema: { type: "string", minLength: min, maxLength: max }, values: fc.string({ minLength: min, maxLength: max, unit: fc.constantFrom("a", "b") }) })),
  fc.subarray(["a", "b", "c", 1], { minLength: 1 }).map((values) => ({ schema: { enum: values }, values: fc.constantFrom(...values) })),
  fc.tuple(fc.constantFrom("integer", "number"), fc.integer({ min: -3, max: 0 }), fc.integer({ min: 1, max: 3 })).map(([type, minimum, maximum]) => ({
    schema: { type, minimum, maximum },
    values: type === "integer" ? fc.integer({ min: minimum, max: maximum }) : fc.oneof(fc.integer({ min: minimum, max: maximum }), fc.double({ min: minimum, max: maximum, noNaN: true })),
  })),
);

function objectOf(part: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  const fields = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.record({ part, required: fc.boolean() }), { maxKeys: 3, noNullPrototype: true });
  return fc.tuple(fields, fc.constantFrom(undefined, true, false)).map(([named, additional]) => {
    const names = Object.entries(named);
    const required = names.filter(([, one]) => one.required).map(([name]) => name);
    const schema = { type: "object", properties: Object.fromEntries(names.map(([name, one]) => [name, one.part.schema])), required, ...(additional === undefined ? {} : { additionalProperties: additional }) };
    const declared = fc.record(Object.fromEntries(names.map(([name, one]) => [name, one.part.values])), { requiredKeys: required, noNullPrototype: true });
    return { schema, values: names.length === 0 && additional !== false ? fc.dictionary(fc.constantFrom("a", "b", "z"), anyValue, { maxKeys: 2, noNullPrototype: true }) : declared };
  });
}

const listOf = (part: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> =>
  fc.tuple(part, fc.integer({ min: 0, max: 1 }), fc.integer({ min: 1, max: 3 })).map(([{ schema, values }, minItems, maxItems]) => ({ schema: { type: "array", items: schema, minItems, maxItems }, values: fc.array(values, { minLength: minItems, maxLength: maxItems }) }));

const eitherOf = (part: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> =>
  fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => ({ schema: { anyOf: parts.map(({ schema }) => schema) }, values: fc.oneof(...parts.map(({ values }) => values)) }));

const { sample: anySample } = fc.letrec<{ sample: Sample }>((tie) => ({
  sample: fc.oneof({ depthSize: "small", maxDepth: 3 }, anyLeaf, objectOf(tie("sample")), listOf(tie("sample")), eitherOf(tie("sample"))),
}));

const asObject = (schema: Json | boolean): Json => (typeof schema === "boolean" ? (schema ? {} : { not: {} }) : schema);

/** Pairs that differ little are compatible more often, so half of them share their fields. */
const anyPair = fc.oneof(
  fc.tuple(anySample, anySample),
  fc.tuple(anySample, anySample, anySample).map(([shared, one, other]): [Sample, Sample] => [withField(one, shared), withField(other, shared)]),
  fc.tuple(anyLeaf, anyLeaf),
);

const withField = (field: Sample, shared: Sample): Sample => ({
  schema: { type: "object", properties: { shared: shared.schema, a: field.schema }, required: ["shared"] },
  values: fc.record({ shared: shared.values, a: field.values }, { requiredKeys: ["shared"], noNullPrototype: true }),
});

const anyCase = anyPair.chain(([old, now]) => fc.record({ old: fc.constant(asObject(old.schema)), now: fc.constant(asObject(now.schema)), sentByOld: fc.array(old.values, { minLength: 1, maxLength: 5 }), sentByNew: fc.array(now.values, { minLength: 1, maxLength: 5 }) }));

const oracle = newAjv("2020-12");

/** Every value that the schema refuses. */
const refused = (schema: Json, values: readonly unknown[]): unknown[] => {
  const validate = oracle.compile(schema);
  return values.filter((value) => !validate(value));
};

test("what is called backward compatible takes what senders on the old version send, and forward the other way round", () => {
  const seen = { FULL: 0, BACKWARD: 0, FORWARD: 0, NONE: 0 };
  fc.assert(fc.property(anyCase, ({ old, now, sentByOld, sentByNew }) => {
    expect(refused(old, sentByOld)).toEqual([]);
    const compatibility = compatibilityOf(new SchemaComparison(old, now).run().changes);
    seen[compatibility] += 1;
    expect(compatibility === "BACKWARD" || compatibility === "FULL" ? refused(now, sentByOld) : []).toEqual([]);
    expect(compatibility === "FORWARD" || compatibility === "FULL" ? refused(old, sentByNew) : []).toEqual([]);
  }), { numRuns: 600 });
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
}, 60_000);

test("exchanging old and new exchanges the directions", () => {
  const mirrored = { FULL: "FULL", BACKWARD: "FORWARD", FORWARD: "BACKWARD", NONE: "NONE" } as const;
  fc.assert(fc.property(anyPair, ([old, now]) => {
    const [a, b] = [asObject(old.schema), asObject(now.schema)];
    expect(compatibilityOf(new SchemaComparison(b, a).run().changes)).toBe(mirrored[compatibilityOf(new SchemaComparison(a, b).run().changes)]);
  }));
});

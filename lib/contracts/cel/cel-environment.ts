import { CelScalar, celEnv, celFunc } from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";

/** What an invariant may name: the payloads of both sides, what came back, and the handoff itself. */
export const CEL_VARIABLES = ["sent", "received", "returned", "handoff"] as const;

const { DOUBLE, INT } = CelScalar;

/**
 * JSON has one kind of number and CEL two: every number of a payload is a double, and `sent.total + 1` would have no overload.
 * So arithmetic is defined between the two, as comparison is by the CEL specification.
 */
const MIXED_ARITHMETIC = ([
  ["_+_", (a: number, b: number) => a + b],
  ["_-_", (a: number, b: number) => a - b],
  ["_*_", (a: number, b: number) => a * b],
  ["_/_", (a: number, b: number) => a / b],
] as const).flatMap(([name, work]) => [
  celFunc(name, [DOUBLE, INT], DOUBLE, (a, b) => work(a, Number(b))),
  celFunc(name, [INT, DOUBLE], DOUBLE, (a, b) => work(Number(a), b)),
]);

/** Standard CEL with its `strings` extension; `matches` is RE2, which no pattern and no text can make run for ever. */
export const CEL_ENVIRONMENT = celEnv({ funcs: [...strings, ...MIXED_ARITHMETIC] });

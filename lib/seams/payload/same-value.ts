import { flatten } from "./texts-in.ts";

const NUMBER = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?\s*$/i;
/** More digits than a double holds: an id, not a quantity. */
const DIGITS_MAX = 15;
/** Differences below this are how machines write numbers, not another value. */
const RELATIVE_NOISE = 1e-9;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** The number that a value is or is written as; undefined for anything else. */
export function numberIn(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && value.length <= DIGITS_MAX + 5 && value.replaceAll(/\D/g, "").length <= DIGITS_MAX && NUMBER.test(value) ? Number(value) : undefined;
}

/** Whether two scalars say the same, however each is written: case, white space, number or numeric text, notation of a moment. */
export function isSameValue(a: unknown, b: unknown): boolean {
  const [left, right] = [flatten(String(a)), flatten(String(b))];
  if (left === right) return true;
  const [one, other] = [numberIn(a), numberIn(b)];
  if (one !== undefined && other !== undefined) return Math.abs(one - other) <= RELATIVE_NOISE * Math.max(Math.abs(one), Math.abs(other));
  return MOMENT.test(String(a)) && MOMENT.test(String(b)) && Date.parse(String(a)) === Date.parse(String(b));
}

/** Whether `after` is `before` to fewer digits: rounded to its last digit that is not zero, or cut off behind the point. */
export function isRounded(before: number, after: number): boolean {
  const [, whole = "", decimals = ""] = /^-?(\d+)(?:\.(\d+))?$/.exec(String(after)) ?? [];
  if (whole === "" || after === 0) return false;
  const step = decimals === "" ? 10 ** (whole.length - whole.replace(/0+$/, "").length) : 10 ** -decimals.length;
  const difference = Math.abs(before - after);
  return difference <= (step / 2) * (1 + RELATIVE_NOISE) || (!Number.isInteger(before) && after === Math.trunc(before));
}

import { parse } from "lossless-json";

// A bare number of sixteen digits or more may be beyond 2^53, where JSON.parse would round it: nanoseconds are.
const BIG_NUMBER = /[:[,\s]-?\d{16}/;

/** The parsed text, with integers beyond 2^53 as bigint. On a repeated key the last one wins. Throws on what is not JSON. */
export function parseJson(text: string): unknown {
  if (!BIG_NUMBER.test(text)) return JSON.parse(text);
  return parse(text, undefined, { parseNumber, onDuplicateKey: ({ newValue }) => newValue });
}

function parseNumber(digits: string): number | bigint {
  const number = Number(digits);
  return Number.isSafeInteger(number) || !/^-?\d+$/.test(digits) ? number : BigInt(digits);
}

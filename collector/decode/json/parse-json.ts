import type { Range } from "./scan-json.ts";
import { tameJson } from "./tame-json.ts";

const STRICT = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const LENIENT = new TextDecoder("utf-8", { ignoreBOM: true });
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** Records of a request in which the text itself has a flaw that parsing hides: how many, and where the first of them stands. */
export interface Flaw {
  records: number;
  first: Range | undefined;
}

/** A parsed request, and what can be seen in its text only. */
export interface ParsedJson {
  value: unknown;
  text: (range: Range) => string;
  /** Bytes that are not UTF-8; undefined when there are none. */
  notUtf8: Flaw | undefined;
  /** Objects that name a field twice. The last one wins, as JSON.parse has it. */
  repeatedFields: Flaw | undefined;
}

/**
 * The parsed body of a request whose records are in lists of the name `records`; throws on what is not JSON. Whole numbers beyond
 * 2^53 are strings, lists have no more items than are read, and then the number of the others (see `tameJson`).
 */
export function parseJson(sent: Uint8Array, records: string): ParsedJson {
  const bytes = BYTE_ORDER_MARK.every((byte, at) => sent[at] === byte) ? sent.subarray(BYTE_ORDER_MARK.length) : sent;
  const notUtf8 = isUtf8(bytes) ? undefined : noFlaw();
  let repeatedFields: Flaw | undefined;
  let repeats = false;
  const onRepeatedName = (): void => {
    repeats = true;
    repeatedFields ??= noFlaw();
  };
  const onItem = (list: string, range: Range): void => {
    if (list !== records) return;
    if (repeats && repeatedFields !== undefined) addTo(repeatedFields, range);
    repeats = false;
    if (notUtf8 !== undefined && !isUtf8(bytes.subarray(range.start, range.end))) addTo(notUtf8, range);
  };
  const text = tameJson(bytes, LENIENT, { onItem, onRepeatedName });
  return { value: JSON.parse(text), text: ({ start, end }) => LENIENT.decode(bytes.subarray(start, end)), notUtf8, repeatedFields };
}

const noFlaw = (): Flaw => ({ records: 0, first: undefined });

function addTo(flaw: Flaw, range: Range): void {
  flaw.records += 1;
  flaw.first ??= range;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    STRICT.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

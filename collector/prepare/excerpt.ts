import { base64Of } from "@/lib/model/attributes.ts";

const LATIN_CONTROL = /[\p{Cc}\ufffd]+/gu;
const LENIENT = new TextDecoder();

/** JSON text of a value, as much of it as `charsMax` allows; what is left out is not walked through, however much it is. */
export function excerptOf(value: unknown, charsMax: number): string {
  let text = "";
  const isFull = (): boolean => text.length > charsMax;
  const add = (more: string): void => {
    if (!isFull()) text += more;
  };
  const addAll = (items: Iterable<[string, unknown]>): void => {
    let separator = "";
    for (const [prefix, item] of items) {
      if (isFull()) return;
      add(`${separator}${prefix}`);
      walk(item);
      separator = ",";
    }
  };
  const walk = (item: unknown): void => {
    if (item instanceof Uint8Array) add(JSON.stringify(base64Of(item.subarray(0, charsMax))));
    else if (typeof item === "string") add(JSON.stringify(item.slice(0, charsMax)));
    else if (Array.isArray(item)) {
      add("[");
      addAll(entriesOf(item));
      add("]");
    } else if (typeof item === "object" && item !== null) {
      add("{");
      addAll(membersOf(item));
      add("}");
    } else add(typeof item === "bigint" ? item.toString() : (JSON.stringify(item) ?? "null"));
  };
  walk(value);
  return text.slice(0, charsMax);
}

function* entriesOf(items: readonly unknown[]): Generator<[string, unknown]> {
  for (const item of items) yield ["", item];
}

function* membersOf(object: object): Generator<[string, unknown]> {
  for (const key of Object.keys(object)) yield [`${JSON.stringify(key)}:`, Reflect.get(object, key)];
}

/** What can be read of bytes in protobuf or an unknown format: their texts, with spaces in place of the rest. */
export function readableOf(bytes: Uint8Array, bytesMax: number): string {
  return LENIENT.decode(bytes.subarray(0, bytesMax)).replace(LATIN_CONTROL, " ").trim();
}

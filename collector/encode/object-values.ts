import { toColumns } from "@/lib/clickhouse/attribute-columns.ts";
import type { Attributes } from "@/lib/model/attributes.ts";
import { ByteBuffer } from "./byte-buffer.ts";
import type { AttributeMaps } from "./columns/attribute-maps.ts";
import type { LowCardinalityColumn } from "./columns/low-cardinality-column.ts";
import type { Dictionary } from "./dictionary.ts";
import { appendString, appendUtf8 } from "./text-bytes.ts";

const scratch = new ByteBuffer();

/** The number of a text in the dictionary. */
export function wordOf(text: string, words: Dictionary): number {
  scratch.clear();
  appendUtf8(scratch, text);
  return words.idOf(scratch.view, 0, scratch.length);
}

/** Adds a row with this text. */
export function addWord(column: LowCardinalityColumn, text: string, words: Dictionary): void {
  column.add(wordOf(text, words));
}

/** Adds a row with these attributes, as `toColumns` has them. */
export function addAttributes(maps: AttributeMaps, attributes: Attributes, words: Dictionary): void {
  const { texts, types } = toColumns(attributes);
  for (const key of Object.keys(texts)) {
    const word = wordOf(key, words);
    // Two keys may become one in UTF-8, since both may hold halves of characters; the first stays.
    if (!maps.addKey(word)) continue;
    appendString(maps.texts.values.values, texts[key] ?? "");
    const type = types[key];
    if (type !== undefined) maps.addType(word, wordOf(type, words));
  }
  maps.endRow();
}

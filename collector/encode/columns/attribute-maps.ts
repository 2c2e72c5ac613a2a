import type { Dictionary } from "../dictionary.ts";
import { hashLong, hashWord } from "../hash-bytes.ts";
import type { RowColumn } from "./column.ts";
import { LowCardinalityColumn } from "./low-cardinality-column.ts";
import { MapColumn } from "./map-column.ts";
import { PlainColumn } from "./plain-column.ts";

const FIRST_WORDS = 256;
const WORDS_KEPT = 8192;

/** The two Map columns of a set of attributes: texts, and types of those that are not strings. */
export class AttributeMaps {
  readonly texts: MapColumn<PlainColumn>;
  readonly types: MapColumn<LowCardinalityColumn>;
  private readonly words: Dictionary;
  /** For each key's word, the last row it stood in; rows are counted from 1, and one that was taken back counts too. */
  private lastRows = new Uint32Array(FIRST_WORDS);
  private row = 1;
  /** Of the keys since `mark`. */
  private keysHash = 0;

  constructor(words: Dictionary) {
    this.words = words;
    this.texts = new MapColumn(words, new PlainColumn());
    this.types = new MapColumn(words, new LowCardinalityColumn(words));
  }

  get all(): RowColumn[] {
    return [this.texts, this.types];
  }

  /** Adds a key to the row, whose text is then added to `texts.values`; false when the row has this key already. */
  addKey(word: number): boolean {
    if (this.lastRows[word] === this.row) return false;
    if (word >= this.lastRows.length) this.growLastRows(word);
    this.lastRows[word] = this.row;
    this.keysHash = hashWord(this.keysHash, this.words.hashOf(word));
    this.texts.keys.add(word);
    return true;
  }

  addType(key: number, type: number): void {
    this.types.keys.add(key);
    this.types.values.add(type);
  }

  endRow(): void {
    this.row += 1;
    this.texts.endRow();
    this.types.endRow();
  }

  mark(): void {
    this.keysHash = 0;
    this.texts.mark();
    this.types.mark();
  }

  rollback(): void {
    this.row += 1;
    this.keysHash = 0;
    this.texts.rollback();
    this.types.rollback();
  }

  /** A hash of keys and texts since `mark`, begun with `seed`. */
  hash(seed: number): number {
    const { view, markedLength, length } = this.texts.values.values;
    return hashLong(view, markedLength, length, hashWord(seed, this.keysHash));
  }

  clear(): void {
    this.row = 1;
    if (this.lastRows.length > WORDS_KEPT) this.lastRows = new Uint32Array(FIRST_WORDS);
    this.lastRows.fill(0);
    for (const column of this.all) column.clear();
  }

  private growLastRows(word: number): void {
    const lastRows = new Uint32Array(2 * word);
    lastRows.set(this.lastRows);
    this.lastRows = lastRows;
  }
}

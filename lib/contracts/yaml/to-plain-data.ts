import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type Pair } from "yaml";
import type { ContractProblem, Path } from "../problem.ts";
import { foundText } from "../problem.ts";
import type { Places } from "./places.ts";

/** Levels of mappings and lists; no contract needs a quarter of it. */
export const DEPTH_MAX = 64;
/** Aliases count as what they stand for, so that a few lines cannot become a billion values. */
const VALUES_MAX = 20_000;

/**
 * The document as JSON has it: mappings, lists, texts, numbers that a double holds, booleans, null. Whatever else YAML can say is
 * a problem at its place. Our own walk instead of the library's `toJS`, which needs minutes for nested keys and hours for some.
 */
export function toPlainData(document: Document, places: Places): { value: unknown; problems: ContractProblem[] } {
  const walk = new Walk(places);
  const value = walk.read(document.contents, [], 0);
  return { value, problems: walk.problems };
}

class Walk {
  readonly problems: ContractProblem[] = [];
  readonly #places: Places;
  /** What each anchor stands for at this point of the text; the library looks for it in the whole document each time. */
  readonly #anchors = new Map<string, Node>();
  #left = VALUES_MAX;

  constructor(places: Places) {
    this.#places = places;
  }

  read(node: unknown, path: Path, offset: number): unknown {
    this.#left -= 1;
    if (this.#left === 0) this.#refuse(path, offset, `expected at most ${VALUES_MAX} values, aliases counted as what they stand for`);
    if (path.length > DEPTH_MAX) this.#refuse(path.slice(0, 3), offset, `expected at most ${DEPTH_MAX} levels`);
    if (this.#left <= 0 || path.length > DEPTH_MAX) return null;
    if (isAlias(node)) return this.#readAlias(node.source, path, offset);
    this.#noteAnchor(node);
    if (isMap(node)) return this.#readMap(node.items, path);
    if (isSeq(node)) return node.items.map((item, index) => this.#readAt(item, [...path, index], startOf(item) ?? offset));
    return isScalar(node) ? this.#readScalar(node.value, path, offset) : null;
  }

  #noteAnchor(node: unknown): void {
    if (isNode(node) && !isAlias(node) && node.anchor !== undefined) this.#anchors.set(node.anchor, node);
  }

  #readAlias(anchor: string, path: Path, offset: number): unknown {
    const node = this.#anchors.get(anchor);
    if (node === undefined) this.#refuse(path, offset, `expected an anchor &${anchor} before this alias`);
    return this.read(node, path, offset);
  }

  #readMap(pairs: readonly Pair[], path: Path): Record<string, unknown> {
    const entries = new Map<string, unknown>();
    for (const { key, value } of pairs) {
      const keyOffset = startOf(key) ?? 0;
      this.#noteAnchor(key);
      const name = isScalar(key) ? textOf(key.value) : undefined;
      if (name === undefined) this.#refuse(path, keyOffset, "expected keys that are plain text");
      else if (name === "__proto__") this.#refuse(path, keyOffset, "expected another key than __proto__");
      else if (!isWellFormed(name)) this.#refuse(path, keyOffset, "expected keys of whole characters, found half a surrogate pair");
      else if (entries.has(name)) this.#refuse([...path, name], keyOffset, "expected once, found again");
      else entries.set(name, this.#readAt(value, [...path, name], startOf(value) ?? keyOffset, keyOffset));
    }
    return Object.fromEntries(entries);
  }

  #readAt(node: unknown, path: Path, offset: number, keyOffset?: number): unknown {
    this.#places.note(path, offset, keyOffset);
    return this.read(node, path, offset);
  }

  #readScalar(value: unknown, path: Path, offset: number): unknown {
    if (typeof value === "string" && !isWellFormed(value)) this.#refuse(path, offset, "expected whole characters, found half a surrogate pair");
    if (typeof value === "number" && !isPlainNumber(value)) this.#refuse(path, offset, `expected a number that JSON can hold exactly, found ${foundText(String(value))}`);
    return value;
  }

  #refuse(path: Path, offset: number, message: string): void {
    this.problems.push(this.#places.problemAtOffset(path, offset, message));
  }
}

/** JSON's keys are text; `1` and `true` are taken as written. */
const textOf = (key: unknown): string | undefined => (typeof key === "string" || typeof key === "number" || typeof key === "boolean" ? String(key) : undefined);
const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);
const isNode = (node: unknown): node is Node => isAlias(node) || isMap(node) || isSeq(node) || isScalar(node);
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);
const isPlainNumber = (value: number): boolean => Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));

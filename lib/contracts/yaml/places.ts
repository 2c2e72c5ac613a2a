import type { LineCounter } from "yaml";
import type { ContractProblem, Path } from "../problem.ts";
import { pathText } from "../problem.ts";

const keyOf = (path: Path): string => JSON.stringify(path);

/** Where the keys and values of a document stand in its text. */
export class Places {
  readonly #lines: LineCounter;
  readonly #values = new Map<string, number>();
  readonly #keys = new Map<string, number>();

  constructor(lines: LineCounter) {
    this.#lines = lines;
  }

  /** Notes where a value begins, and its key where it has one. */
  note(path: Path, valueOffset: number, keyOffset?: number): void {
    this.#values.set(keyOf(path), valueOffset);
    if (keyOffset !== undefined) this.#keys.set(keyOf(path), keyOffset);
  }

  /** A problem at the value of a path, or of the nearest value around it when the path itself is absent. */
  problemAt(path: Path, message: string): ContractProblem {
    return this.#problem(path, this.#nearest(this.#values, path), message);
  }

  /** A problem with the key itself, e.g. that nobody knows it. */
  problemAtKey(path: Path, message: string): ContractProblem {
    return this.#problem(path, this.#keys.get(keyOf(path)) ?? this.#nearest(this.#values, path), message);
  }

  /** A problem at an offset of the text. */
  problemAtOffset(path: Path, offset: number, message: string): ContractProblem {
    return this.#problem(path, offset, message);
  }

  #problem(path: Path, offset: number, message: string): ContractProblem {
    const { line, col } = this.#lines.linePos(offset);
    return { path: pathText(path), line: Math.max(line, 1), column: Math.max(col, 1), message };
  }

  #nearest(offsets: ReadonlyMap<string, number>, path: Path): number {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const offset = offsets.get(keyOf(path.slice(0, depth)));
      if (offset !== undefined) return offset;
    }
    return 0;
  }
}

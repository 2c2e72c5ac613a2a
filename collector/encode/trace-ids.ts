import { Dictionary } from "./dictionary.ts";

const ID_CHARS = 32;

/** The trace ids of a block, each once. */
export class TraceIds {
  private readonly ids = new Dictionary();
  private last = 0;

  /** Takes the id whose hex stands at `start`. */
  add(view: DataView, start: number): void {
    const isLast = this.ids.size > 0 && this.ids.equals(this.last, view, start, ID_CHARS);
    if (!isLast) this.last = this.ids.idOf(view, start, ID_CHARS);
  }

  toArray(): string[] {
    const texts = Array.from({ length: this.ids.size }, (_, id) => Buffer.from(this.ids.bytesOf(id)).toString("latin1"));
    return [...new Set(texts)];
  }

  clear(): void {
    this.ids.clear();
  }
}

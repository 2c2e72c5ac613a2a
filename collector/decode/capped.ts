import { noAttributes, type Attributes, type AttributeValue } from "@/lib/model/attributes.ts";
import type { Intake } from "./intake.ts";
import { ATTRIBUTES_MAX, KEY_CHARS_MAX } from "./limits.ts";
import { withinLimit } from "./text.ts";

const UINT32_MAX = 0xffff_ffff;

/** Up to `max` items, and a count of those left out. */
export class CappedList<T> {
  readonly items: T[] = [];
  leftOut = 0;
  private readonly max: number;

  constructor(max: number) {
    this.max = max;
  }

  /** Adds what `read` returns, or calls `skip` when the list is full; undefined is left out too. */
  take(read: () => T | undefined, skip?: () => void): void {
    const isFull = this.items.length >= this.max;
    const item = isFull ? undefined : read();
    if (isFull) skip?.();
    if (item === undefined) this.leftOut += 1;
    else this.items.push(item);
  }

  /** Adds what `read` makes of each item; of those left out already there is only the number. */
  takeAll({ items, leftOut }: { items: readonly unknown[]; leftOut: number }, read: (item: unknown) => T | undefined): void {
    for (const item of items) this.take(() => read(item));
    this.leftOut += leftOut;
  }
}

/** Attributes up to the limit, and a count of those left out. On a repeated key the last value wins. */
export class AttributeBag {
  readonly attributes: Attributes = noAttributes();
  leftOut = 0;
  private taken = 0;

  /** Whether there is room for one more; if not, that one is counted as left out. */
  hasRoom(): boolean {
    const room = this.taken < ATTRIBUTES_MAX;
    if (!room) this.leftOut += 1;
    return room;
  }

  add(key: string, value: AttributeValue, intake: Intake): void {
    this.taken += 1;
    addLast(this.attributes, withinLimit(key, KEY_CHARS_MAX, intake), value, intake);
  }
}

/** Sets the value at the key; one that came before under the same key is lost, and that is told. */
export function addLast(attributes: Attributes, key: string, value: AttributeValue, intake: Intake): void {
  if (key in attributes) intake.warn("duplicate_keys");
  attributes[key] = value;
}

/** A dropped_*_count as sent, with what we left out added; it stays a uint32. */
export function addDropped(sent: number, leftOut: number): number {
  return Math.min(sent + leftOut, UINT32_MAX);
}

/** Something that lasts. */
export interface Lasting {
  fromNs: number;
  toNs: number;
}

/**
 * Finds who was at work just before a moment, for moments that are asked for in falling order: whoever began last of those
 * that had begun and not ended; else whoever ended last. Each answer takes O(log n) on average.
 */
export class Cover<One extends Lasting> {
  readonly #byEnd: readonly One[];
  readonly #open: One[] = [];
  #next: number;

  constructor(all: readonly One[]) {
    this.#byEnd = all.toSorted((a, b) => a.toNs - b.toNs);
    this.#next = this.#byEnd.length - 1;
  }

  /** Whoever was at work before the moment, else whoever ended last before it; undefined when nobody had begun. */
  before(ns: number): One | undefined {
    for (let one = this.#byEnd[this.#next]; one !== undefined && one.toNs >= ns; one = this.#byEnd[--this.#next]) push(this.#open, one);
    for (let top = this.#open[0]; top !== undefined && top.fromNs >= ns; top = this.#open[0]) pop(this.#open);
    return this.#open[0] ?? this.#byEnd[this.#next];
  }
}

/** Whether one stands above another in the heap: it began later, or as late and ends earlier. */
const isAbove = (a: Lasting, b: Lasting): boolean => a.fromNs > b.fromNs || (a.fromNs === b.fromNs && a.toNs < b.toNs);

function push<One extends Lasting>(heap: One[], one: One): void {
  heap.push(one);
  let at = heap.length - 1;
  while (at > 0) {
    const up = (at - 1) >> 1;
    if (!swapIfAbove(heap, at, up)) return;
    at = up;
  }
}

function pop(heap: Lasting[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  let at = 0;
  for (;;) {
    const [left, right] = [at * 2 + 1, at * 2 + 2];
    const [a, b] = [heap[left], heap[right]];
    const child = a !== undefined && b !== undefined && isAbove(b, a) ? right : left;
    if (heap[child] === undefined || !swapIfAbove(heap, child, at)) return;
    at = child;
  }
}

function swapIfAbove(heap: Lasting[], lower: number, upper: number): boolean {
  const [low, high] = [heap[lower], heap[upper]];
  if (low === undefined || high === undefined || !isAbove(low, high)) return false;
  heap[lower] = high;
  heap[upper] = low;
  return true;
}

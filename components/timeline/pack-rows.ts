/** Something with a beginning and an end on a line. */
interface Extent {
  from: number;
  to: number;
}

/** Puts each into the first row in which it overlaps nothing; `row` is null where all of `rowsMax` rows are taken there. */
export function packRows<One extends Extent>(all: readonly One[], rowsMax: number): { one: One; row: number | null }[] {
  const ends: number[] = [];
  return all
    .toSorted((a, b) => a.from - b.from)
    .map((one) => {
      const free = ends.findIndex((end) => end <= one.from);
      const row = free === -1 ? ends.length : free;
      if (row >= rowsMax) return { one, row: null };
      ends[row] = one.to;
      return { one, row };
    });
}

/** Where each span's subtree ends: the index of the first span after it that is not inside it. */
export function subtreeEnds(depth: readonly number[]): number[] {
  const ends = Array.from<number>({ length: depth.length }).fill(depth.length);
  const open: number[] = [];
  for (const [index, level] of depth.entries()) {
    for (let last = open.at(-1); last !== undefined && (depth[last] ?? 0) >= level; last = open.at(-1)) {
      ends[last] = index;
      open.pop();
    }
    open.push(index);
  }
  return ends;
}

/** The spans to show when the insides of some are folded away. */
export function visibleRows(ends: readonly number[], collapsed: ReadonlySet<number>): number[] {
  const rows: number[] = [];
  for (let index = 0; index < ends.length; index = collapsed.has(index) ? (ends[index] ?? ends.length) : index + 1) rows.push(index);
  return rows;
}

/** The spans around this one, from the outermost in. */
export function ancestorsOf(depth: readonly number[], index: number): number[] {
  const ancestors: number[] = [];
  let level = depth[index] ?? 0;
  for (let above = index - 1; above >= 0 && level > 0; above -= 1) {
    if ((depth[above] ?? 0) < level) {
      ancestors.unshift(above);
      level = depth[above] ?? 0;
    }
  }
  return ancestors;
}

/** The first of the ascending indices after this one, round to the first; undefined when there are none. */
export function nextAfter(indices: readonly number[], index: number): number | undefined {
  return indices.find((candidate) => candidate > index) ?? indices[0];
}

/** Something rectangular that is to be placed. */
export interface Box {
  width: number;
  height: number;
}

const GAP = 28;
/** Width to height of the place where the graph stands. */
const ASPECT = 3.1;

/** Where each box goes: in rows, in the order given, as wide as makes the whole nearest to the aspect of its place. */
export function packIslands(boxes: readonly Box[]): { x: number; y: number }[] {
  const widest = Math.max(0, ...boxes.map((box) => box.width));
  const inOneRow = boxes.reduce((width, box) => width + box.width + GAP, 0);
  let best = rowsWithin(boxes, widest);
  for (let width = widest; width < inOneRow; width += Math.max(GAP, widest / 4)) {
    const tried = rowsWithin(boxes, width);
    if (Math.abs(Math.log(tried.aspect / ASPECT)) < Math.abs(Math.log(best.aspect / ASPECT))) best = tried;
  }
  return best.places;
}

function rowsWithin(boxes: readonly Box[], widthMax: number): { places: { x: number; y: number }[]; aspect: number } {
  const places: { x: number; y: number }[] = [];
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  let right = 1;
  for (const box of boxes) {
    if (x > 0 && x + box.width > widthMax) {
      y += rowHeight + GAP;
      x = 0;
      rowHeight = 0;
    }
    places.push({ x, y });
    right = Math.max(right, x + box.width);
    rowHeight = Math.max(rowHeight, box.height);
    x += box.width + GAP;
  }
  return { places, aspect: right / Math.max(1, y + rowHeight) };
}

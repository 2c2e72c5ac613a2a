/** An arrow on the plot: from and to as parts of its width, 0…1; lanes by their place. */
export interface PlacedArrow {
  from: number;
  to: number | null;
  fromLane: number;
  toLane: number;
  /** Failed or lost: its link is placed first and shows words. */
  marked: boolean;
}

/** Where on the plot a link stands: a part of its width, and lanes from its top. */
export interface Place {
  at: number;
  lane: number;
}

/** Parts of an arrow's length at which its link may stand, the best first. */
const PLACES = [0.5, 0.66, 0.34, 0.82, 0.18, 0.94, 0.06];
/** Links closer than this cannot be pressed one by one (WCAG 2.5.8: 24 pixels). */
const APART_PX = 25;
/** More links than this are no help to anybody; the list of handoffs has all. */
const LINKS_MAX = 150;

/** A place for each arrow's link at which no other stands, failed handoffs first; null where every place on it is taken. */
export function placeLinks(arrows: readonly PlacedArrow[], plot: { widthPx: number; lanePx: number }): (Place | null)[] {
  const apart = { at: APART_PX / Math.max(1, plot.widthPx), lane: APART_PX / plot.lanePx };
  const taken: Place[] = [];
  const free = (place: Place) => taken.every((other) => Math.abs(other.at - place.at) >= apart.at || Math.abs(other.lane - place.lane) >= apart.lane);
  const found = new Map<PlacedArrow, Place>();
  for (const arrow of arrows.toSorted((a, b) => Number(b.marked) - Number(a.marked))) {
    if (taken.length >= LINKS_MAX) break;
    const to = arrow.to ?? arrow.from;
    const place = PLACES.map((part) => ({ at: arrow.from + (to - arrow.from) * part, lane: arrow.fromLane + (arrow.toLane - arrow.fromLane) * part })).find(free);
    if (place === undefined) continue;
    found.set(arrow, place);
    taken.push(place);
  }
  return arrows.map((arrow) => found.get(arrow) ?? null);
}

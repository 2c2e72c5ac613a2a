import { marksIn } from "@/lib/model/redaction-mark.ts";
import type { Detector, Range } from "./detectors/detector.ts";
import type { RedactionAction } from "./rules.ts";

/** A detector, or a rule with a pattern, at work. */
export interface Finder {
  name: string;
  action: RedactionAction;
  find: Detector["find"];
  /** Whether it is worth asking `find`. */
  mayMatch: (text: string) => boolean;
}

/** A part of a text and who found it. */
export interface Find extends Range {
  finder: Finder;
}

/** What the finders find in a text, in order and without overlaps: the first in the list wins, and marks are left as they are. */
export function findSecrets(text: string, finders: readonly Finder[]): Find[] {
  let finds: Find[] = [];
  const marks = marksIn(text);
  for (const finder of finders) {
    if (!finder.mayMatch(text)) continue;
    const found = finder.find(text).filter(({ start, end }) => end > start);
    const free = apartFrom(apartFrom(found, marks), finds);
    if (free.length > 0) finds = [...finds, ...free.map((range) => ({ ...range, finder }))].toSorted((a, b) => a.start - b.start);
  }
  return finds;
}

/** Those of the ranges that overlap none of the taken; both are in order. */
function apartFrom(ranges: readonly Range[], taken: readonly Range[]): readonly Range[] {
  if (taken.length === 0) return ranges;
  let next = 0;
  return ranges.filter(({ start, end }) => {
    while ((taken[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next += 1;
    return (taken[next]?.start ?? Number.POSITIVE_INFINITY) >= end;
  });
}

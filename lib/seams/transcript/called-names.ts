/** Words that stand before a comma or colon as names do. */
const NO_NAMES = new Set(
  "note step task plan thought thoughts please next first second third then now ok okay also however finally so well yes no update status summary answer question result results reminder important warning hello hi hey todo goal action observation instruction instructions reason great good thanks perfect alright facts example remember otherwise instead meanwhile therefore thus again lastly overall here there team all everyone everybody final conclusion progress today afterwards additionally furthermore moreover because since when if once using based after before given considering for with from http https to".split(" "),
);
const BY_SIGN = /^[\s*_`"'>#([]{0,6}(?:@|->\s?|→\s?)([\p{L}][\p{L}\p{N}_-]{0,39}(?: \d{1,3})?)/u;
const BY_PLACE = /^[\s*_`"'>#]{0,6}(\p{L}[\p{L}\p{N}_-]{0,39}(?: [\p{L}\p{N}_-]{1,20})?)[*_`]{0,3}\s*[:,]\s/u;
/** No word of a sentence is written so: `web_surfer`, `WebSurfer`, `Agent 2`. */
const MADE_UP = /_|\d|\p{Ll}\p{Lu}/u;
/** Once may be a word like any other; whoever is called again is somebody. */
const TIMES_MIN = 2;
/** When this share of the messages begins with names, so do the others. */
const HABIT_MIN = 0.6;

/**
 * Names that messages begin with, of agents who may never speak themselves: `@X`, `-> X`, and `X:` or `X,` when it recurs, can
 * be no other word, or stands where the other messages have a name that is known.
 */
export function calledIn(texts: readonly string[], isKnown: (name: string) => boolean): string[] {
  const names = new Set<string>();
  const counts = new Map<string, number>();
  let known = 0;
  for (const text of texts) {
    const signed = BY_SIGN.exec(text)?.[1];
    if (signed !== undefined) names.add(signed);
    const placed = BY_PLACE.exec(text)?.[1];
    if (placed === undefined || placed.toLowerCase().split(/[ _]/).some((word) => NO_NAMES.has(word)) || !/\p{Lu}|_|\d/u.test(placed)) continue;
    counts.set(placed, (counts.get(placed) ?? 0) + 1);
    if (isKnown(placed)) known += 1;
  }
  const isHabit = known >= TIMES_MIN && known >= texts.length * HABIT_MIN;
  for (const [name, times] of counts) if (times >= TIMES_MIN || MADE_UP.test(name) || isHabit) names.add(name);
  return [...names];
}

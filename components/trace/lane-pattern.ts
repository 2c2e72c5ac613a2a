/** Patterns that differ without colour; drawn over a bar in the colour of the ground. */
const STRIPE = "color-mix(in srgb, var(--surface) 65%, transparent)";
const PATTERNS = [
  undefined,
  `repeating-linear-gradient(135deg, ${STRIPE} 0 2px, transparent 2px 6px)`,
  `repeating-linear-gradient(90deg, ${STRIPE} 0 1.5px, transparent 1.5px 5px)`,
  `repeating-linear-gradient(45deg, ${STRIPE} 0 1.5px, transparent 1.5px 4px)`,
  `linear-gradient(${STRIPE}, ${STRIPE}) 0 50% / 100% 2px no-repeat`,
  `repeating-linear-gradient(90deg, ${STRIPE} 0 4px, transparent 4px 12px)`,
] as const;

/** The pattern of an agent's or a service's bars: the same on every page, and of neighbours mostly another one. Its name is written beside it. */
export function lanePattern(lane: string): string | undefined {
  let hash = 7;
  for (let at = 0; at < lane.length; at += 1) hash = (hash * 31 + lane.charCodeAt(at)) % 65_521;
  return PATTERNS[hash % PATTERNS.length];
}

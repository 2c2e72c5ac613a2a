/** The two-sided 99 % quantile of the standard normal distribution: hundreds of facts are compared at once, so 95 % would let too many through by chance. */
const Z = 2.5758293035489004;

/**
 * By how much a share is higher than another one at the least, −1 to 1: the lower end of the 99 % interval of their difference, sound for
 * small numbers. Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven
 * methods", Statistics in Medicine 17 (1998) 873–890, method 10. Without trials on either side nothing is known: −1.
 */
export function differenceAtLeast(hits: number, trials: number, otherHits: number, otherTrials: number): number {
  if (trials === 0 || otherTrials === 0) return -1;
  const [one, other] = [scoreInterval(hits, trials), scoreInterval(otherHits, otherTrials)];
  const [share, otherShare] = [hits / trials, otherHits / otherTrials];
  return share - otherShare - Math.hypot(share - one.low, other.high - otherShare);
}

/** E. B. Wilson's score interval of a share (1927). */
function scoreInterval(hits: number, trials: number): { low: number; high: number } {
  const share = hits / trials;
  const spread = Z * Math.sqrt((share * (1 - share)) / trials + (Z * Z) / (4 * trials * trials));
  const centre = share + (Z * Z) / (2 * trials);
  const scale = 1 + (Z * Z) / trials;
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
}

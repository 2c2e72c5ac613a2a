/** The two-sided 95 % quantile of the standard normal distribution. */
const Z = 1.959963984540054;

/**
 * The 95 % score interval of a rate, 0…1, sound for small numbers and for rates near 0 and 1, where ± 2 σ is not. Undefined
 * without trials. Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
 * Journal of the American Statistical Association 22 (1927) 209–212.
 */
export function wilsonInterval(hits: number, trials: number): { low: number; high: number } | undefined {
  if (trials === 0) return undefined;
  const rate = hits / trials;
  const spread = Z * Math.sqrt((rate * (1 - rate)) / trials + (Z * Z) / (4 * trials * trials));
  const centre = rate + (Z * Z) / (2 * trials);
  const scale = 1 + (Z * Z) / trials;
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
}

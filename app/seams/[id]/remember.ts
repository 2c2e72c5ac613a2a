const KEPT_MAX = 64;

/**
 * Answers that stay good for a while, so that a page that follows what happens does not work the same out every few seconds. The oldest go
 * first; what failed is asked again. Those who ask at once share one answer.
 */
export function remember<Answer>(keepMs: number, now: () => number): (key: string, ask: () => Promise<Answer>) => Promise<Answer> {
  const kept = new Map<string, { answer: Promise<Answer>; until: number }>();
  return (key, ask) => {
    const known = kept.get(key);
    if (known !== undefined && known.until > now()) return known.answer;
    const answer = ask();
    kept.delete(key);
    kept.set(key, { answer, until: now() + keepMs });
    answer.catch(() => kept.delete(key));
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_MAX) break;
      kept.delete(oldest);
    }
    return answer;
  };
}

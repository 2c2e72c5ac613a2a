/**
 * Whether the text is what the pattern says, where `*` stands for any characters, none included, and case does not count. Each part is
 * looked for once, left to right, so a pattern cannot be made slow.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  const [first = "", ...rest] = pattern.toLowerCase().split("*");
  const within = text.toLowerCase();
  const last = rest.pop();
  if (last === undefined) return within === first;
  if (!within.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const at = within.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return within.length - last.length >= from && within.endsWith(last);
}

/** Whether a glob, in which `*` is any text, fits the whole of a text; in time proportional to both lengths multiplied, at the worst. */
export function fitsGlob(glob: string, text: string): boolean {
  let [at, inGlob, star, retry] = [0, 0, -1, 0];
  while (at < text.length) {
    if (glob[inGlob] === "*") [star, retry] = [inGlob++, at];
    else if (glob[inGlob] === text[at]) [inGlob, at] = [inGlob + 1, at + 1];
    else if (star >= 0) [inGlob, at] = [star + 1, ++retry];
    else return false;
  }
  return /^\**$/.test(glob.slice(inGlob));
}

/** Whether a path fits tokens in which `*` is any one token and `**` any number of them; "within" also takes what is below. */
export function fitsPath(tokens: readonly string[], path: readonly string[], extent: "exact" | "within", token = 0, at = 0): boolean {
  const wanted = tokens[token];
  if (wanted === undefined) return extent === "within" || at === path.length;
  if (wanted === "**") {
    for (let next = at; next <= path.length; next += 1) if (fitsPath(tokens, path, extent, token + 1, next)) return true;
    return false;
  }
  return at < path.length && (wanted === "*" || wanted === path[at]) && fitsPath(tokens, path, extent, token + 1, at + 1);
}

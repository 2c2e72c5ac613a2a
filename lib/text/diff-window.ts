/** Part of a long text: what stands there, and how many characters are left out on either side. */
export interface TextWindow {
  text: string;
  before: number;
  after: number;
}

/** Equal text kept before the first difference, so that its place is recognised. */
const LEAD = 160;

/** Both texts around the place where they first differ, at most `size` characters each; whole texts when both fit. */
export function windowsOf(sent: string, received: string, size: number): { sent: TextWindow; received: TextWindow; equal: number } {
  const equal = commonStart(sent, received);
  const start = sent.length <= size && received.length <= size ? 0 : Math.max(0, equal - LEAD);
  return { sent: windowAt(sent, start, size), received: windowAt(received, start, size), equal };
}

/** The beginning of a text that has nothing to be compared with. */
export function windowAt(text: string, start: number, size: number): TextWindow {
  const shown = text.slice(start, start + size);
  return { text: shown, before: start, after: Math.max(0, text.length - start - shown.length) };
}

function commonStart(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let at = 0;
  while (at < shorter && a.codePointAt(at) === b.codePointAt(at)) at += 1;
  return at;
}

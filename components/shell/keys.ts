/** Every key that does something: the sheet shows this list, and the handlers read it. */
export const KEYS = [
  { keys: "/", does: "Search", where: "Everywhere" },
  { keys: "?", does: "Show this sheet", where: "Everywhere" },
  { keys: "g s", does: "Go to the seams", where: "Everywhere" },
  { keys: "g t", does: "Go to the traces", where: "Everywhere" },
  { keys: "Esc", does: "Close what is open", where: "Everywhere" },
  { keys: "j", does: "Next span", where: "Waterfall" },
  { keys: "k", does: "Previous span", where: "Waterfall" },
  { keys: "n", does: "Next failure", where: "Waterfall" },
  { keys: "←", does: "Collapse the span", where: "Waterfall, focused" },
  { keys: "→", does: "Expand the span", where: "Waterfall, focused" },
] as const;

const STORAGE = "seamscope.single-keys";

/** Single-key shortcuts can be switched off, as WCAG 2.1.4 asks for people who dictate. */
export function singleKeysOn(): boolean {
  return window.localStorage.getItem(STORAGE) !== "off";
}

/** Switches single-key shortcuts on or off in this browser. */
export function setSingleKeys(on: boolean): void {
  window.localStorage.setItem(STORAGE, on ? "on" : "off");
}

/** The key a shortcut should act on; undefined while somebody types, holds a modifier, or has switched shortcuts off. */
export function shortcutOf(event: KeyboardEvent): string | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return undefined;
  const { target } = event;
  if (target instanceof HTMLElement && target.closest("input, textarea, select, dialog, [contenteditable=true]") !== null) return undefined;
  return singleKeysOn() ? event.key : undefined;
}

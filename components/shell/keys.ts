/** Every key that does something: the sheet shows this list, and handlers are checked against it. */
export const KEYS = {
  Everywhere: {
    "/": "Search",
    "?": "Show this sheet",
    "Ctrl+K": "Command menu: pages, names, ids, actions (⌘K on a Mac)",
    "g s": "Go to the seams",
    "g t": "Go to the traces",
    "g w": "Go to the workflows",
    "g a": "Go to the agents",
    "g c": "Go to the contracts",
    "g i": "Go to the inbox",
    "g l": "Go to the alerts",
    "g u": "Go to the audit",
    "g e": "Go to the settings",
    "g f": "Go to the finding classes",
    Escape: "Close what is open",
  },
  "Seam graph, focused": { ArrowLeft: "Nearest agent to the left", ArrowRight: "Nearest agent to the right", ArrowUp: "Nearest agent above", ArrowDown: "Nearest agent below", Enter: "Show only the agent's seams, or all again" },
  "Seam table, focused": {
    ArrowUp: "Row above; the heads of the columns stand on top",
    ArrowDown: "Row below",
    ArrowLeft: "Column before",
    ArrowRight: "Next column",
    "Home, End": "First, last column; with Ctrl, first, last row",
    "PgUp, PgDn": "A page of rows up, down",
    Enter: "Open the seam; on a head, sort by it",
  },
  Inbox: { j: "Next group", k: "Previous group", x: "Select the group", r: "Resolve what is selected, or the group" },
  Timeline: {
    "+": "Zoom in",
    "-": "Zoom out",
    "0": "Show all of it",
    p: "Play or pause",
    "[": "Playhead to the event before",
    "]": "Playhead to the next event",
  },
  "Heatmap and trend, focused": {
    ArrowLeft: "Earlier cell; with Shift, select as far as there",
    ArrowRight: "Later cell; with Shift, select as far as there",
    ArrowUp: "Longer latency",
    ArrowDown: "Shorter latency",
    Enter: "Show the handoffs of the selection, or its time",
    Escape: "Give up the selection",
  },
  "Timeline, focused": { ArrowLeft: "Look earlier", ArrowRight: "Look later" },
  Handoff: {
    l: "Copy the link to the handoff",
    d: "Go to the differences",
    n: "Next difference",
    p: "Previous difference",
    v: "Only differences, or the whole",
    "[": "Previous handoff of the chain",
    "]": "Next handoff of the chain",
  },
  Evidence: { x: "Cite it in a ticket" },
  Waterfall: {
    j: "Next span",
    k: "Previous span",
    n: "Next failure",
    p: "Previous failure",
    u: "The span around this one",
    o: "Collapse or expand the span",
    e: "Expand all",
    c: "Collapse all",
    f: "Failures only, or all spans",
    "+": "Zoom in at the span",
    "-": "Zoom out",
    "[": "Earlier",
    "]": "Later",
    "0": "The whole time",
  },
  "Alert rule": { s: "Save the rule" },
  "Waterfall, focused": { ArrowLeft: "Collapse the span", ArrowRight: "Expand the span" },
} as const;

/** Where keys work: the titles of the sheet's groups. */
export type KeyPlace = keyof typeof KEYS;

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

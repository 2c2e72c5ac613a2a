import type { FINDS, SpanWindow } from "@/lib/model/span-window.ts";
import { rowsOf, type SpanRow } from "./span-row.ts";
import { addressOf, openedBy, paramsOf, viewOf, type WaterfallAddress, type WaterfallView, withFold } from "./waterfall-view.ts";

/** Where rows come from, and where what the address of the page tells goes; `push` where the Back button should undo it. */
export interface WaterfallOutside {
  ask: (params: Record<string, string>) => Promise<SpanWindow>;
  write: (changes: Record<string, string | undefined>, how: "push" | "replace") => void;
}

/** What a waterfall shows: rows of one version of a trace, in one view, as far as they were read. */
export interface WaterfallState {
  view: WaterfallView;
  version: string;
  total: number;
  spans: number;
  spansInAll: number;
  failures: number;
  rows: ReadonlyMap<number, SpanRow>;
  selected: string | undefined;
  /** A row to bring into view; a new object each time. */
  show: { row: number; where: "near" | "middle" } | undefined;
  problem: string | undefined;
  waiting: number;
}

const PART = 100;
/** Rows that are asked for before they are seen, and how many are kept. */
const [AHEAD, KEPT_MAX] = [100, 6000];
/** Above the first row in view so many are asked for again when the view changes. */
const ABOVE = 20;

const keyOf = (view: WaterfallView): string => JSON.stringify(paramsOf(view));
const partsOf = (window: SpanWindow) => ({ version: window.version, total: window.rows, spans: window.spans, spansInAll: window.spansInAll, failures: window.failures });

/**
 * A waterfall whose tree is the server's. Rows are asked for as they come into view; folding, narrowing down and looking for
 * failures are questions to the server, whose answer replaces what is shown.
 */
export class WaterfallStore {
  readonly durationNs: number;
  #outside: WaterfallOutside;
  #state: WaterfallState;
  #address: WaterfallAddress;
  readonly #listeners = new Set<() => void>();
  #seen = { from: 0, to: 0 };
  readonly #coming = new Set<string>();

  constructor(first: SpanWindow, address: WaterfallAddress, durationNs: number, outside: WaterfallOutside) {
    this.durationNs = durationNs;
    this.#outside = outside;
    this.#address = address;
    this.#state = {
      ...partsOf(first), view: openedBy(viewOf(address, durationNs), first), rows: rowsOf(first), selected: address.span,
      show: first.at === null ? undefined : { row: first.at, where: "middle" }, problem: undefined, waiting: 0,
    };
  }

  readonly snapshot = (): WaterfallState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The trace grew: the page came again with another version of it. */
  async renew(version: string, fromRow: number): Promise<void> {
    if (version !== this.#state.version) await this.#show(this.#state.view, { from: Math.max(0, fromRow - ABOVE) });
  }

  /** What the Back button or a link within the page made of the address; what was written from here is known already. */
  async adopt(address: WaterfallAddress): Promise<void> {
    const { span, zoom, only } = this.#address;
    this.#address = address;
    const said = viewOf(address, this.durationNs);
    const isOther = (address.zoom !== zoom || address.only !== only) && keyOf({ ...this.#state.view, zoom: said.zoom, onlyFailures: said.onlyFailures }) !== keyOf(this.#state.view);
    if (isOther) await this.#show({ ...this.#state.view, zoom: said.zoom, onlyFailures: said.onlyFailures }, { from: 0 });
    if (address.span === span || address.span === this.#state.selected) return;
    this.#set({ selected: address.span });
    if (address.span !== undefined) await this.#goTo({ around: address.span });
  }

  /** Chooses a span whose row is there; its address is written. */
  select(id: string | undefined, how: "push" | "replace"): void {
    const row = this.rowOf(id);
    this.#set({ selected: id, ...(row === undefined ? {} : { show: { row, where: "near" } }) });
    this.#write({ span: id }, how);
  }

  /** Chooses a row by its place, be it read or not; beyond the ends, the first or the last. */
  async selectRow(row: number): Promise<void> {
    const place = Math.max(0, Math.min(this.#state.total - 1, row));
    if (!this.#state.rows.has(place)) await this.#read(this.#state.view, place);
    const id = this.#state.rows.get(place)?.id;
    if (id === undefined) return;
    this.#set({ selected: id, show: { row: place, where: "near" } });
    this.#write({ span: id }, "replace");
  }

  /** Chooses the next or previous failure, or the span around the chosen one, wherever it is. */
  async find(find: (typeof FINDS)[number]): Promise<void> {
    const found = await this.#goTo({ ...(this.#state.selected === undefined ? {} : { around: this.#state.selected }), find });
    if (found === null) return;
    this.#set({ selected: found });
    this.#write({ span: found, ...addressOf(this.#state.view) }, "replace");
  }

  /** Folds what is below a span away, or opens it; `fromRow` is the first row in view, which stays where it is. */
  fold(id: string, away: boolean, fromRow: number): Promise<void> {
    return this.#show(withFold(this.#state.view, id, away), { from: Math.max(0, fromRow - ABOVE) });
  }

  /** Folds or opens everything; the chosen span stays in view where it has a row. */
  foldAll(away: boolean): Promise<void> {
    const row = this.rowOf(this.#state.selected) ?? 0;
    return this.#show({ ...this.#state.view, all: away, ids: [] }, { from: away ? 0 : Math.max(0, row - ABOVE) });
  }

  /** Narrows the rows down to a time, or to failures. */
  async narrowTo(to: Partial<Pick<WaterfallView, "zoom" | "onlyFailures">>, how: "push" | "replace"): Promise<void> {
    const view = { ...this.#state.view, ...to };
    this.#write(addressOf(view), how);
    await this.#show(view, { from: 0 });
  }

  /** The rows in view: what of them, and of some around them, is not there is asked for, also when the view changes. */
  need(from: number, to: number): void {
    this.#seen = { from, to };
    const { total, rows } = this.#state;
    for (let part = Math.floor(Math.max(0, from - AHEAD) / PART); part * PART < Math.min(total, to + AHEAD); part += 1) {
      const isThere = rows.has(part * PART) && rows.has(Math.min(total, (part + 1) * PART) - 1);
      if (!isThere) void this.#read(this.#state.view, part * PART);
    }
  }

  /** The place of a span's row, when it was read. */
  rowOf(id: string | undefined): number | undefined {
    if (id === undefined) return undefined;
    for (const [row, span] of this.#state.rows) if (span.id === id) return row;
    return undefined;
  }

  async #goTo(goal: { around?: string; find?: string }): Promise<string | null> {
    const asked = this.#state.view;
    const window = await this.#ask(asked, goal);
    if (window === undefined || window.found === null) return null;
    const view = openedBy(asked, window);
    this.#take(window, view);
    if (window.at !== null) this.#set({ show: { row: window.at, where: "middle" } });
    return window.found;
  }

  async #show(view: WaterfallView, { from }: { from: number }): Promise<void> {
    this.#set({ view });
    const window = await this.#ask(view, { from: String(from) });
    if (window !== undefined && keyOf(this.#state.view) === keyOf(view)) this.#take(window, view, "anew");
  }

  /** Reads the part that holds a row, once at a time. */
  async #read(view: WaterfallView, row: number): Promise<void> {
    const from = Math.floor(row / PART) * PART;
    const key = `${this.#state.version} ${keyOf(view)} ${from}`;
    if (this.#coming.has(key)) return;
    this.#coming.add(key);
    const window = await this.#ask(view, { from: String(from) });
    this.#coming.delete(key);
    if (window !== undefined && keyOf(this.#state.view) === keyOf(view)) this.#take(window, view);
  }

  #take(window: SpanWindow, view: WaterfallView, how: "beside" | "anew" = "beside"): void {
    const fits = how === "beside" && window.version === this.#state.version && window.rows === this.#state.total && keyOf(view) === keyOf(this.#state.view);
    const known = fits ? keptNear(this.#state.rows, window.from) : [];
    this.#set({ ...partsOf(window), view, rows: new Map([...known, ...rowsOf(window)]) });
    this.need(this.#seen.from, this.#seen.to);
  }

  async #ask(view: WaterfallView, goal: Record<string, string>): Promise<SpanWindow | undefined> {
    this.#set({ waiting: this.#state.waiting + 1 });
    try {
      const window = await this.#outside.ask({ ...paramsOf(view), count: String(PART), ...goal });
      this.#set({ problem: undefined });
      return window;
    } catch (error) {
      this.#set({ problem: `Rows cannot be read: ${error instanceof Error ? error.message : String(error)}.` });
      return undefined;
    } finally {
      this.#set({ waiting: this.#state.waiting - 1 });
    }
  }

  #write(changes: Record<string, string | undefined>, how: "push" | "replace"): void {
    this.#address = { ...this.#address, ...changes };
    this.#outside.write(changes, how);
  }

  #set(changes: Partial<WaterfallState>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of this.#listeners) listener();
  }
}

function keptNear(rows: ReadonlyMap<number, SpanRow>, place: number): [number, SpanRow][] {
  const kept = [...rows];
  return kept.length <= KEPT_MAX ? kept : kept.filter(([row]) => Math.abs(row - place) < KEPT_MAX / 3);
}

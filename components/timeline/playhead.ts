/** A moment that moves: the plot repaints with it and React hears of it only where it asks. `ns` is undefined when there is no playhead. */
export interface Playhead {
  get: () => number | undefined;
  set: (ns: number | undefined) => void;
  subscribe: (listener: () => void) => () => void;
}

/** A playhead at a moment. */
export function makePlayhead(start: number | undefined): Playhead {
  let ns = start;
  const listeners = new Set<() => void>();
  return {
    get: () => ns,
    set: (next) => {
      if (next === ns) return;
      ns = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

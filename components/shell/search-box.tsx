import { Search } from "lucide-react";

/** Jumps to a handoff, trace or seam by its id, or to a workflow by its key; anything else is searched for among the traces. */
export function SearchBox() {
  return (
    <form action="/search" role="search" aria-label="Everywhere" className="relative ml-auto min-w-24 flex-1 sm:max-w-md">
      <Search className="pointer-events-none absolute top-2 left-2.5 size-3.5 text-ink-3" aria-hidden="true" />
      <input
        id="search"
        name="q"
        type="search"
        aria-label="Search by id or words"
        placeholder="Any id, agent or words"
        autoComplete="off"
        spellCheck={false}
        className="field w-full min-w-0 pr-2 pl-8 sm:pr-8"
      />
      <kbd aria-hidden="true" className="pointer-events-none absolute top-1.5 right-2 hidden rounded border border-line px-1.5 font-mono text-2xs text-ink-3 sm:block">
        /
      </kbd>
    </form>
  );
}

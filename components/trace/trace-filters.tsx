import { UrlForm } from "../ui/url-form.tsx";

interface TraceFiltersProps {
  params: {
    q?: string | undefined;
    agent?: string | undefined;
    service?: string | undefined;
    failed?: boolean | undefined;
    sort?: string | undefined;
    slower?: string | undefined;
  };
  /** What of the words cannot be read. */
  problems: readonly string[];
  path: string;
  search: string;
}

/** Least durations that can be chosen; others are written into the box as `duration:>90s`. */
const LEAST_DURATIONS = { "100ms": "longer than 100 ms", "1s": "longer than 1 s", "10s": "longer than 10 s", "1m": "longer than 1 min", "10m": "longer than 10 min", "1h": "longer than 1 h" } as const;

/** What narrows the list of traces; Enter applies a text, a choice applies itself. */
export function TraceFilters({ params, problems, path, search }: TraceFiltersProps) {
  return (
    <div className="px-4 py-2.5">
      <UrlForm path={path} search={search} clears={["cursor"]}>
        <input name="q" type="search" defaultValue={params.q ?? ""} aria-label="Words or an id" aria-describedby="trace-search-help" placeholder="Any id, its first 8 digits, words, or agent:name duration:>2s" className="field w-md max-w-full" />
        <input name="agent" type="search" defaultValue={params.agent ?? ""} aria-label="Agent" placeholder="Agent" className="field w-36" />
        <input name="service" type="search" defaultValue={params.service ?? ""} aria-label="Service" placeholder="Service" className="field w-36" />
        <select name="failed" defaultValue={params.failed === undefined ? "" : String(params.failed)} aria-label="With failed handoffs or without" className="field text-xs">
          <option value="">Failed handoffs or none</option>
          <option value="true">With failed handoffs</option>
          <option value="false">Without failed handoffs</option>
        </select>
        <select name="slower" defaultValue={params.slower ?? ""} aria-label="Least duration" className="field text-xs">
          <option value="">Any duration</option>
          {Object.entries(LEAST_DURATIONS).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
        <select name="sort" defaultValue={params.sort ?? "newest"} aria-label="Order" className="field text-xs">
          <option value="newest">Newest first</option>
          <option value="slowest">Slowest first</option>
          <option value="failures">Most failures first</option>
        </select>
      </UrlForm>
      {problems.length === 0 ? null : (
        <ul role="alert" className="mt-2 text-xs">
          {problems.map((problem) => (
            <li key={problem} className="[overflow-wrap:anywhere]">
              Not applied: {problem}
            </li>
          ))}
        </ul>
      )}
      <p id="trace-search-help" className="sr-only">
        The id of a trace, span, handoff, seam or workflow, or words that must all occur. Fields: agent, service, failed, class, verdict and duration, each followed by a colon and its value.
      </p>
    </div>
  );
}

import { UrlForm } from "../ui/url-form.tsx";

interface TraceFiltersProps {
  params: { q?: string | undefined; agent?: string | undefined; service?: string | undefined; failed?: boolean | undefined };
  path: string;
  search: string;
}

/** What narrows the list of traces; Enter applies a text, a choice applies itself. */
export function TraceFilters({ params, path, search }: TraceFiltersProps) {
  return (
    <div className="px-4 py-2.5">
      <UrlForm path={path} search={search} clears={["cursor"]}>
        <input name="q" type="search" defaultValue={params.q ?? ""} aria-label="Words or an id" placeholder="Words, or an id of a trace, span or handoff" className="field w-80 max-w-full" />
        <input name="agent" type="search" defaultValue={params.agent ?? ""} aria-label="Agent" placeholder="Agent" className="field w-40" />
        <input name="service" type="search" defaultValue={params.service ?? ""} aria-label="Service" placeholder="Service" className="field w-40" />
        <select name="failed" defaultValue={params.failed === undefined ? "" : String(params.failed)} aria-label="With failed handoffs or without" className="field text-xs">
          <option value="">Failed handoffs or none</option>
          <option value="true">With failed handoffs</option>
          <option value="false">Without failed handoffs</option>
        </select>
      </UrlForm>
    </div>
  );
}

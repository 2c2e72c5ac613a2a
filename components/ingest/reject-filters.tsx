import { UrlForm } from "../ui/url-form.tsx";

/** What the address of the page may narrow rejects by. */
export interface RejectChoice {
  signal?: string | undefined;
  action?: string | undefined;
  service?: string | undefined;
}

/** What narrows the rejects; Enter applies a text, a choice applies itself. */
export function RejectFilters({ choice, path, search }: { choice: RejectChoice; path: string; search: string }) {
  return (
    <div className="px-4 py-2.5">
      <UrlForm path={path} search={search} clears={["open"]}>
        <select name="action" defaultValue={choice.action ?? ""} aria-label="Refused or taken" className="field text-xs">
          <option value="">Refused or taken</option>
          <option value="rejected">Refused</option>
          <option value="altered">Taken, something cut, replaced or flagged</option>
        </select>
        <select name="signal" defaultValue={choice.signal ?? ""} aria-label="Signal" className="field text-xs">
          <option value="">Spans and log records</option>
          <option value="traces">Spans</option>
          <option value="logs">Log records</option>
        </select>
        <input name="service" type="search" defaultValue={choice.service ?? ""} aria-label="Service" placeholder="Service" className="field w-48" />
      </UrlForm>
    </div>
  );
}

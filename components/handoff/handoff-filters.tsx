import { FINDING_CLASSES, STANDING_CLASSES, VERDICTS, type FindingClass, type Verdict } from "@/lib/model/vocabulary.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { VERDICT_WORDS } from "@/lib/text/verdict-words.ts";
import { UrlForm } from "../ui/url-form.tsx";

export interface HandoffFilter {
  class?: FindingClass | undefined;
  verdict?: Verdict | undefined;
  failed?: boolean | undefined;
  candidates?: boolean | undefined;
}

/** Narrows a list of handoffs; the choice stands in the URL. */
export function HandoffFilters({ path, search, filter }: { path: string; search: string; filter: HandoffFilter }) {
  return (
    <UrlForm path={path} search={search} clears={["cursor"]}>
      <select name="class" defaultValue={filter.class ?? ""} aria-label="Finding class" className="field text-xs">
        <option value="">Any finding or none</option>
        {FINDING_CLASSES.filter((of) => !STANDING_CLASSES.includes(of)).map((of) => (
          <option key={of} value={of}>
            {FINDING_WORDS[of].label}
          </option>
        ))}
      </select>
      <select name="verdict" defaultValue={filter.verdict ?? ""} aria-label="Verdict" className="field text-xs">
        <option value="">Any verdict</option>
        {VERDICTS.map((verdict) => (
          <option key={verdict} value={verdict}>
            {VERDICT_WORDS[verdict].label}
          </option>
        ))}
      </select>
      <select name="failed" defaultValue={filter.failed === undefined ? "" : String(filter.failed)} aria-label="Failed or not" className="field text-xs">
        <option value="">Failed or not</option>
        <option value="true">Failed</option>
        <option value="false">Did not fail</option>
      </select>
      <label className="flex items-center gap-1.5 text-xs text-ink-2" title="Guesses with a confidence below 0.5: never counted, never alerted on">
        <input type="checkbox" name="candidates" value="true" defaultChecked={filter.candidates === true} className="accent-ink" />
        Show candidates
      </label>
    </UrlForm>
  );
}

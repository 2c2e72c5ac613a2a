import { FINDING_CLASSES } from "@/lib/model/vocabulary.ts";
import { SEVERITIES_BY_WEIGHT, SEVERITY_WORDS } from "@/lib/text/alert-words.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { UrlForm } from "../ui/url-form.tsx";

/** What the address of the page may narrow firings by. */
export interface FiringChoice {
  rule?: string | undefined;
  severity?: string | undefined;
  class?: string | undefined;
  owner?: string | undefined;
  state?: string | undefined;
  told?: string | undefined;
}

/** What narrows the history; Enter applies a text, a choice applies itself. */
export function FiringFilters({ choice, rules, path, search }: { choice: FiringChoice; rules: readonly string[]; path: string; search: string }) {
  return (
    <div className="px-4 py-2.5">
      <UrlForm path={path} search={search} clears={["cursor"]}>
        <Choice name="rule" label="Rule" chosen={choice.rule} any="Every rule" options={rules.map((rule) => [rule, rule])} />
        <Choice name="severity" label="Severity" chosen={choice.severity} any="Any severity" options={SEVERITIES_BY_WEIGHT.map((one) => [one, SEVERITY_WORDS[one]])} />
        <Choice name="class" label="Class" chosen={choice.class} any="Any class" options={FINDING_CLASSES.map((one) => [one, FINDING_WORDS[one].label])} />
        <Choice name="state" label="State" chosen={choice.state} any="Firing or resolved" options={[["firing", "Firing"], ["resolved", "Resolved"]]} />
        <Choice name="told" label="Told" chosen={choice.told} any="Told or not" options={[["told", "Told"], ["suppressed", "Told to nobody"]]} />
        <input name="owner" type="search" defaultValue={choice.owner ?? ""} aria-label="Owner" placeholder="Owner" className="field w-40" />
      </UrlForm>
    </div>
  );
}

function Choice({ name, label, chosen, any, options }: { name: string; label: string; chosen: string | undefined; any: string; options: readonly (readonly [string, string])[] }) {
  return (
    <select name={name} defaultValue={chosen ?? ""} aria-label={label} className="field max-w-48 text-xs">
      <option value="">{any}</option>
      {options.map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  );
}

import { OPEN_CLASSES } from "@/lib/model/reconciliation.ts";
import type { Reconciliation } from "@/lib/model/reconciliation.ts";
import { formatCount } from "@/lib/text/count.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { UrlForm } from "../ui/url-form.tsx";

/** What the address of the inbox narrows it by. */
export interface InboxChoice {
  class: string | undefined;
  owner: string | undefined;
  age: string | undefined;
}

const AGES = [["1h", "1 hour"], ["1d", "1 day"], ["7d", "7 days"], ["30d", "30 days"]] as const;

/** Narrows what is open by class, by who answers for it, and by how long it has waited. */
export function InboxFilters({ choice, openInAll, owners, path, search }: { choice: InboxChoice; openInAll: Reconciliation["openInAll"]; owners: readonly string[]; path: string; search: string }) {
  const openOf = new Map(openInAll.map((one) => [one.class, one.handoffs]));
  const gone = choice.owner !== undefined && choice.owner !== "-" && !owners.includes(choice.owner) ? [choice.owner] : [];
  return (
    <div className="px-4 pb-2.5 print:hidden">
      <UrlForm path={path} search={search} clears={["open"]}>
        <select name="class" defaultValue={choice.class ?? ""} aria-label="Why it is open" className="field max-w-full text-xs">
          <option value="">Open for any reason</option>
          {OPEN_CLASSES.map((one) => (
            <option key={one} value={one}>
              {FINDING_WORDS[one].label} ({formatCount(openOf.get(one) ?? 0)})
            </option>
          ))}
        </select>
        <select name="owner" defaultValue={choice.owner ?? ""} aria-label="Who answers for it" className="field max-w-56 text-xs">
          <option value="">Any owner</option>
          <option value="-">Nobody is named</option>
          {[...owners, ...gone].map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
        <select name="age" defaultValue={choice.age ?? ""} aria-label="Age of the oldest" className="field text-xs">
          <option value="">Of any age</option>
          {AGES.map(([value, words]) => (
            <option key={value} value={value}>
              Open for {words} or longer
            </option>
          ))}
        </select>
      </UrlForm>
    </div>
  );
}

import type { ContractComparison } from "@/lib/model/compatibility.ts";
import { Section } from "../ui/section.tsx";
import { UrlForm } from "../ui/url-form.tsx";
import { Changes, Verdict } from "./comparison-parts.tsx";
import { SourceDiff } from "./source-diff.tsx";

/** Two versions of a contract side by side, each with its file. */
interface ComparedVersions {
  comparison: ContractComparison;
  before: string;
  after: string;
}

interface VersionComparisonProps {
  versions: readonly string[];
  compared: ComparedVersions | undefined;
  path: string;
  search: string;
}

/** Any two versions of a contract: whether they get on, by which rules not, and the lines that differ. The choice stands in the address. */
export function VersionComparison({ versions, compared, path, search }: VersionComparisonProps) {
  if (versions.length < 2) return null;
  const chosen = { a: compared?.comparison.from ?? "", b: compared?.comparison.to ?? "" };
  return (
    <Section title="Compare two versions" id="compare">
      <div className="grid grid-cols-1 gap-3 px-4 pb-4">
        <UrlForm path={path} search={search} clears={[]}>
          <VersionChoice name="a" label="From version" versions={versions} chosen={chosen.a} />
          <span aria-hidden="true">→</span>
          <VersionChoice name="b" label="To version" versions={versions} chosen={chosen.b} />
        </UrlForm>
        {compared === undefined ? (
          <p className="text-ink-2">Choose two different versions.</p>
        ) : (
          <>
            <Verdict comparison={compared.comparison} />
            <Changes comparison={compared.comparison} label={`Changes from ${chosen.a} to ${chosen.b}`} />
            <SourceDiff before={compared.before} after={compared.after} label={`Changed lines from ${chosen.a} to ${chosen.b}`} />
          </>
        )}
      </div>
    </Section>
  );
}

const VersionChoice = ({ name, label, versions, chosen }: { name: string; label: string; versions: readonly string[]; chosen: string }) => (
  <select name={name} defaultValue={chosen} aria-label={label} className="field max-w-40 text-xs">
    {chosen === "" ? <option value="">…</option> : null}
    {versions.map((version) => (
      <option key={version} value={version}>
        {version}
      </option>
    ))}
  </select>
);

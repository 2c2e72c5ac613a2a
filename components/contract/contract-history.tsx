import { ChevronRight } from "lucide-react";
import type { ContractVersion } from "@/lib/model/contract-registry.ts";
import { countOf } from "@/lib/text/count.ts";
import { Instant } from "../ui/instant.tsx";
import { Section } from "../ui/section.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { Changes, Verdict } from "./comparison-parts.tsx";
import { SourceDiff } from "./source-diff.tsx";

/** Every version with what changed since the one below it, and whether old and new get on. */
export function ContractHistory({ versions, nowMs }: { versions: readonly ContractVersion[]; nowMs: number }) {
  return (
    <Section title="Versions" aside={`${countOf(versions.length, "version")}, each compared with the next lower one`} id="versions">
      <ul>
        {versions.map((version, index) => (
          <li key={version.contract.version} className="border-t border-line">
            <Version version={version} before={versions[index + 1]} nowMs={nowMs} open={index === 0} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Version({ version, before, nowMs, open }: { version: ContractVersion; before: ContractVersion | undefined; nowMs: number; open: boolean }) {
  const { comparison } = version;
  return (
    <details className="group" open={open && comparison !== null}>
      <summary className="grid list-none grid-cols-[7rem_minmax(0,1fr)_auto] items-start gap-x-3 px-4 py-2.5 hover:bg-sunk [&::-webkit-details-marker]:hidden">
        <span className="truncate font-semibold tabular-nums" title={version.contract.version}>
          {version.contract.version}
        </span>
        <span className="min-w-0">
          {comparison === null ? <span className="text-ink-2">the lowest version</span> : <Verdict comparison={comparison} />}
          <span className="block text-xs text-ink-3">
            pushed <TimeAgo at={version.pushedAt} nowMs={nowMs} />, applies from <Instant at={version.appliesFrom} precision="s" />
          </span>
        </span>
        <ChevronRight className="mt-0.5 size-4 text-ink-3 transition-transform group-open:rotate-90" aria-hidden="true" />
      </summary>
      <div className="grid grid-cols-1 gap-3 px-4 pb-4">
        {comparison === null ? null : <Changes comparison={comparison} label={`Changes in ${version.contract.version}`} />}
        {before === undefined || comparison === null ? null : <SourceDiff before={before.source} after={version.source} label={`Changed lines in ${version.contract.version}`} />}
        <p className="text-xs text-ink-3">
          sha256 <code className="font-mono [overflow-wrap:anywhere]">{version.hash}</code>
        </p>
      </div>
    </details>
  );
}

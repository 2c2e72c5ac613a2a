import { ChevronRight } from "lucide-react";
import type { ContractChange, ContractComparison } from "@/lib/model/compatibility.ts";
import type { ContractVersion } from "@/lib/model/contract-registry.ts";
import { BREAKS_WORDS, COMPATIBILITY_WORDS } from "@/lib/text/compatibility-words.ts";
import { countOf } from "@/lib/text/count.ts";
import { formatInstantShort } from "@/lib/text/instant.ts";
import { Section } from "../ui/section.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
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
            pushed <TimeAgo at={version.pushedAt} nowMs={nowMs} />, applies from {formatInstantShort(version.appliesFrom)} UTC
          </span>
        </span>
        <ChevronRight className="mt-0.5 size-4 text-ink-3 transition-transform group-open:rotate-90" aria-hidden="true" />
      </summary>
      <div className="grid grid-cols-1 gap-3 px-4 pb-4">
        {comparison === null ? null : <Changes comparison={comparison} />}
        {before === undefined || comparison === null ? null : <SourceDiff before={before.source} after={version.source} />}
        <p className="text-xs text-ink-3">
          sha256 <code className="font-mono [overflow-wrap:anywhere]">{version.hash}</code>
        </p>
      </div>
    </details>
  );
}

function Verdict({ comparison: { compatibility, changes, bump, from } }: { comparison: ContractComparison }) {
  const { label, meaning } = COMPATIBILITY_WORDS[compatibility];
  return (
    <span className="block">
      <span className="font-medium">{label} compatibility</span> <span className="text-ink-2">with {from}: {countOf(changes.length, "change")}. {meaning}</span>
      {bump.fits ? null : (
        <span className="block font-medium text-accent">
          ✕ {bump.made === "none" ? "no bump" : `a ${bump.made} bump`}, and a {bump.needed} one was needed
        </span>
      )}
    </span>
  );
}

function Changes({ comparison: { changes } }: { comparison: ContractComparison }) {
  if (changes.length === 0) return <p className="text-ink-2">Nothing that a sender or receiver would notice.</p>;
  return (
    <div className="overflow-x-auto rounded border border-line" role="region" aria-label="Changes" tabIndex={0}>
      <table className="w-full min-w-2xl">
        <thead>
          <tr>
            {["Rule", "Where", "What", "Breaks"].map((title) => (
              <th key={title} scope="col" className="column-head px-3 py-1.5">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <Change key={`${change.rule} ${change.pointer} ${change.sentence}`} change={change} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Change({ change: { rule, pointer, breaks, before, after, sentence } }: { change: ContractChange }) {
  return (
    <tr className="border-t border-line align-top">
      <td className="px-3 py-1.5 font-mono text-xs whitespace-nowrap">{rule}</td>
      <td className="px-3 py-1.5 font-mono text-xs [overflow-wrap:anywhere]">{pointer === "" ? "/" : pointer}</td>
      <td className="px-3 py-1.5 [overflow-wrap:anywhere]" title={`${before || "nothing"} → ${after || "nothing"}`}>
        {sentence}
      </td>
      <td className={`px-3 py-1.5 whitespace-nowrap ${breaks === "none" ? "text-ink-3" : "font-medium"}`}>{BREAKS_WORDS[breaks]}</td>
    </tr>
  );
}

import Link from "next/link";
import type { ContractVersion } from "@/lib/model/contract-registry.ts";
import { COMPATIBILITY_WORDS } from "@/lib/text/compatibility-words.ts";
import { countOf } from "@/lib/text/count.ts";
import { contractPath } from "@/lib/text/paths.ts";
import { TimeAgo } from "../ui/time-ago.tsx";

const SHOWN = 3;
const CHANGES_SHOWN = 8;

/** The latest versions of a contract in short: when each was pushed, what it changed, whether old and new get on. */
export function SeamContractHistory({ name, versions, nowMs }: { name: string; versions: readonly ContractVersion[]; nowMs: number }) {
  return (
    <div className="border-t border-line px-4 py-2 text-xs">
      <h3 className="column-head pb-1">History</h3>
      <ol className="grid gap-1">
        {versions.slice(0, SHOWN).map((version) => (
          <li key={version.contract.version}>
            <Version version={version} nowMs={nowMs} />
          </li>
        ))}
      </ol>
      <Link href={`${contractPath(name)}#versions`} prefetch={false} className="text-link mt-1 inline-block">
        {versions.length > SHOWN ? `All ${countOf(versions.length, "version")} with their files` : "The files, and who sends which version"}
      </Link>
    </div>
  );
}

function Version({ version: { contract, pushedAt, comparison }, nowMs }: { version: ContractVersion; nowMs: number }) {
  const head = (
    <>
      <span className="font-mono font-medium">{contract.version}</span> pushed <TimeAgo at={pushedAt} nowMs={nowMs} />
    </>
  );
  if (comparison === null) return <span className="ps-4">{head}, the first one</span>;
  return (
    <details>
      <summary className="hover:text-ink">
        {head}: {countOf(comparison.changes.length, "change")}, {COMPATIBILITY_WORDS[comparison.compatibility].label.toLowerCase()} compatibility with {comparison.from}
      </summary>
      <ul className="my-1 grid gap-0.5 ps-4 text-ink-2">
        {comparison.changes.slice(0, CHANGES_SHOWN).map((change) => (
          <li key={`${change.rule} ${change.pointer}`} className="[overflow-wrap:anywhere]">
            {change.breaks === "none" ? "" : <span className="font-medium text-ink">breaking: </span>}
            {change.sentence}
          </li>
        ))}
        {comparison.changes.length > CHANGES_SHOWN ? <li>{countOf(comparison.changes.length - CHANGES_SHOWN, "more change")} on the contract&apos;s page</li> : null}
      </ul>
    </details>
  );
}

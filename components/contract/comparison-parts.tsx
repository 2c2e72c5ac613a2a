import { COMPATIBILITY_RULES, type ContractChange, type ContractComparison } from "@/lib/model/compatibility.ts";
import { BREAKS_WORDS, COMPATIBILITY_WORDS } from "@/lib/text/compatibility-words.ts";
import { countOf } from "@/lib/text/count.ts";

/** Whether two versions get on, in which order to move, and whether the version number says so. */
export function Verdict({ comparison: { compatibility, changes, bump, from } }: { comparison: ContractComparison }) {
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

/** What changed from one version to the next, each by the name of its rule. */
export function Changes({ comparison: { changes }, label }: { comparison: ContractComparison; label: string }) {
  if (changes.length === 0) return <p className="text-ink-2">Nothing that a sender or receiver would notice.</p>;
  return (
    <div className="overflow-x-auto rounded border border-line" role="region" aria-label={label} tabIndex={0}>
      <table className="w-full min-w-2xl">
        <thead>
          <tr>
            {["Rule", "Where", "What", "Breaks"].map((title) => (
              <th key={title} scope="col" className="column-head px-3 py-(--cell-y)">
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
      <td className="px-3 py-(--cell-y) font-mono text-xs whitespace-nowrap" title={COMPATIBILITY_RULES[rule]}>
        {rule}
      </td>
      <td className="px-3 py-(--cell-y) font-mono text-xs [overflow-wrap:anywhere]">{pointer === "" ? "/" : pointer}</td>
      <td className="px-3 py-(--cell-y) [overflow-wrap:anywhere]" title={`${before || "nothing"} → ${after || "nothing"}`}>
        {sentence}
      </td>
      <td className={`px-3 py-(--cell-y) whitespace-nowrap ${breaks === "none" ? "text-ink-3" : "font-medium"}`}>{BREAKS_WORDS[breaks]}</td>
    </tr>
  );
}

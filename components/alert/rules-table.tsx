import Link from "next/link";
import type { EvaluatorHealth, RuleStanding } from "@/lib/model/alert-view.ts";
import { conditionWords } from "@/lib/text/alert-words.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { rulePath } from "@/lib/text/paths.ts";
import { Section } from "../ui/section.tsx";
import { TableHead } from "../ui/table-head.tsx";
import { SeverityMark } from "./alert-marks.tsx";
import { EvaluatedAt } from "./evaluator-notice.tsx";
import { RuleSwitch } from "./rule-switch.tsx";

const ORIGINS = { default: "shipped", api: "saved here", file: "from git" } as const;
const NUMBERS = new Set(["Firing", "Pending", "No data"]);

/** The rules in force, and how many of their instances stand how. */
export function RulesTable({ rules, health, nowMs }: { rules: readonly RuleStanding[]; health: EvaluatorHealth; nowMs: number }) {
  return (
    <Section
      id="rules"
      title={countOf(rules.length, "rule")}
      aside={
        <span className="flex flex-wrap items-center gap-3">
          <EvaluatedAt health={health} nowMs={nowMs} />
          <Link href="/alerts/rules/new" className="rounded bg-ink px-3 py-1 font-medium text-ground">
            New rule
          </Link>
        </span>
      }
    >
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Rules">
        <table className="w-full text-sm">
          <TableHead titles={["Rule", "Severity", "About", "Firing", "Pending", "No data", "From", "On"]} numbers={NUMBERS} />
          <tbody>
            {rules.map((rule) => (
              <tr key={rule.id} className="border-t border-line align-top first:border-t-0">
                <th scope="row" className="min-w-56 py-(--cell-y) pr-3 pl-4 text-start font-medium [overflow-wrap:anywhere]">
                  <Link href={rulePath(rule.name)} prefetch={false} className="text-link">
                    {rule.name}
                  </Link>
                  <span className="block text-xs font-normal text-ink-3">
                    {conditionWords(rule)}
                    {rule.minVolume > 1 ? `, at least ${countOf(rule.minVolume, "handoff")}` : ""}; every {rule.every}
                    {rule.for === "0s" ? "" : `, held for ${rule.for}`}
                  </span>
                </th>
                <td className="px-3 py-(--cell-y)">
                  <SeverityMark severity={rule.severity} />
                </td>
                <td className="min-w-32 px-3 py-(--cell-y) [overflow-wrap:anywhere]">{aboutWords(rule)}</td>
                <Count n={rule.firing} accent />
                <Count n={rule.pending} />
                <Count n={rule.noData} />
                <td className="px-3 py-(--cell-y) text-xs whitespace-nowrap text-ink-2">
                  {ORIGINS[rule.origin]}
                  {rule.isShipped && rule.origin !== "default" ? ", shipped one changed" : ""}
                </td>
                <td className="py-(--cell-y) pr-4 pl-3">
                  <RuleSwitch rule={rule} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Count({ n, accent = false }: { n: number; accent?: boolean }) {
  return <td className={`px-3 py-(--cell-y) text-end tabular-nums ${n === 0 ? "text-ink-3" : accent ? "font-semibold text-accent" : "font-medium"}`}>{formatCount(n)}</td>;
}

function aboutWords({ seam, source, target, contract, owner, by }: RuleStanding): string {
  const where = [seam === undefined ? "" : "one seam", source === undefined ? "" : `from ${source}`, target === undefined ? "" : `to ${target}`, contract === undefined ? "" : contract, owner === undefined ? "" : `of ${owner}`].filter((part) => part !== "");
  return `${where.length === 0 ? "every seam" : where.join(", ")}${by === "group" ? ", as one" : ""}`;
}

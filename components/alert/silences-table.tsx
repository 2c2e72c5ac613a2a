import type { Silence } from "@/lib/model/alert-silence.ts";
import { Instant } from "../ui/instant.tsx";
import { TableHead } from "../ui/table-head.tsx";
import { EndSilenceButton } from "./end-silence-button.tsx";

const RIGHT = new Set(["End"]);

/** Silences of one kind: those that hold or are to come can be ended. */
export function SilencesTable({ silences, canEnd, isPlanned = false, label }: { silences: readonly Silence[]; canEnd: boolean; isPlanned?: boolean; label: string }) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={label}>
      <table className="w-full text-sm">
        <TableHead titles={["About", "Why", "From", "Until", "By", ...(canEnd ? ["End"] : [])]} numbers={RIGHT} />
        <tbody>
          {silences.map((silence) => (
            <tr key={silence.id} id={`silence-${silence.id}`} className="border-t border-line align-top first:border-t-0">
              <th scope="row" className="min-w-40 py-(--cell-y) pr-3 pl-4 text-start font-normal [overflow-wrap:anywhere]">
                {aboutWords(silence)}
              </th>
              <td className="min-w-40 px-3 py-(--cell-y) [overflow-wrap:anywhere]">{silence.reason}</td>
              <td className="px-3 py-(--cell-y)">
                <Instant at={silence.startsAt} precision="s" />
              </td>
              <td className="px-3 py-(--cell-y)">
                <Instant at={silence.endedAt ?? silence.endsAt} precision="s" />
                {silence.endedAt === null ? null : <span className="block text-xs text-ink-3">ended before its time</span>}
              </td>
              <td className="px-3 py-(--cell-y) [overflow-wrap:anywhere]">{silence.by === "" ? <span className="text-ink-3">not said</span> : silence.by}</td>
              {canEnd ? (
                <td className="py-(--cell-y) pr-4 pl-3 text-end">
                  <EndSilenceButton id={silence.id} isPlanned={isPlanned} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What a silence is about, in one clause. */
function aboutWords({ rule, seam, source, target, contract, owner }: Pick<Silence, "rule" | "seam" | "source" | "target" | "contract" | "owner">): string {
  const where = [
    seam === undefined ? "" : `seam ${seam}`,
    source === undefined ? "" : `from ${source}`,
    target === undefined ? "" : `to ${target}`,
    contract === undefined ? "" : `contract ${contract}`,
    owner === undefined ? "" : `of ${owner}`,
  ].filter((part) => part !== "");
  return `${rule === undefined ? "Every rule" : `“${rule}”`}${where.length === 0 ? ", everywhere" : `, ${where.join(", ")}`}`;
}

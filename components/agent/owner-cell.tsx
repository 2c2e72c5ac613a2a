import type { AgentOwner } from "@/lib/model/agent.ts";

/** Who answers for something, and where that is said; an owner that is missing is said, too. */
export function OwnerCell({ owner }: { owner: AgentOwner | null }) {
  if (owner === null) return <span className="text-ink-3">nobody named</span>;
  return (
    <span className="block min-w-0" title={`${owner.team} ${owner.contact} (${owner.saidBy})`}>
      <span className="block truncate">{owner.team}</span>
      <span className="block truncate text-xs text-ink-3">{owner.contact === "" ? `by ${owner.saidBy}` : owner.contact}</span>
    </span>
  );
}

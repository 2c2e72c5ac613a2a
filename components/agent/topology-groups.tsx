import type { TopologyGroup } from "@/lib/model/agent.ts";
import { countOf } from "@/lib/text/count.ts";
import { Section } from "../ui/section.tsx";

const KIND_WORDS: Record<TopologyGroup["kind"], string> = { supervisor: "Supervisor", chain: "Chain", mixed: "Mixed", single: "One agent" };
const PART_WORDS: Record<TopologyGroup["parts"][number]["kind"], string> = { supervisor: "Supervisor", chain: "Chain", fan_out: "Fan-out" };
const MEMBERS_SHOWN = 12;
const GROUPS_SHOWN = 50;

/** How agents are arranged, a line for each group of agents that hand over to each other. */
export function TopologyGroups({ groups }: { groups: readonly TopologyGroup[] }) {
  if (groups.length === 0) return null;
  const aside = groups.length > GROUPS_SHOWN ? `${GROUPS_SHOWN} of ${countOf(groups.length, "group")}, the busiest first` : countOf(groups.length, "group");
  return (
    <Section title="How they are arranged" aside={aside}>
      <ul>
        {groups.slice(0, GROUPS_SHOWN).map((group) => (
          <li key={group.agents.join(" ")} className="border-t border-line px-4 py-2">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <strong className="font-semibold">{KIND_WORDS[group.kind]}</strong>
              <span className="text-ink-2 [overflow-wrap:anywhere]">{named(group.agents)}</span>
              <span className="text-xs text-ink-3">
                {countOf(group.seams, "seam")}, {countOf(group.handoffs, "handoff")}
              </span>
            </p>
            {group.parts.map((part) => (
              <p key={`${part.kind} ${part.hub} ${part.members.join(" ")}`} className="text-xs text-ink-2 [overflow-wrap:anywhere]">
                {PART_WORDS[part.kind]}: {part.why} ({part.kind === "chain" ? part.members.slice(0, MEMBERS_SHOWN).join(" → ") : named(part.members)})
              </p>
            ))}
            {group.kind === "mixed" && group.parts.length === 0 ? <p className="text-xs text-ink-3">No part of it is a supervisor with its workers, a chain, or branches that meet again.</p> : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function named(agents: readonly string[]): string {
  const more = agents.length - MEMBERS_SHOWN;
  return `${agents.slice(0, MEMBERS_SHOWN).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

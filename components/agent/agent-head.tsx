import type { AgentDetail } from "@/lib/model/agent.ts";
import { formatCount } from "@/lib/text/count.ts";
import type { TimeRange } from "@/lib/text/time-range.ts";
import { AgentShape } from "../seam/agent-shape.tsx";
import { Live } from "../shell/live/live.tsx";
import { TimeRangePicker } from "../shell/time-range-picker.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";

interface AgentHeadProps {
  agent: AgentDetail;
  range: TimeRange;
  path: string;
  search: string;
  nowMs: number;
}

/** Who the agent is, who answers for it, and how its seams go in this window. */
export function AgentHead({ agent, range, path, search, nowMs }: AgentHeadProps) {
  const { name, type, owner, capabilities, declared, firstSeenAt, lastSeenAt } = agent;
  return (
    <header className="mb-4">
      <div className="mb-3 flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="mr-auto min-w-0">
          <h1 className="flex items-center gap-2 text-lg font-semibold tracking-tight [overflow-wrap:anywhere]">
            <AgentShape type={type} /> {name}
          </h1>
          <p className="flex flex-wrap gap-x-3 text-ink-2 [&>*]:[overflow-wrap:anywhere]">
            <span>{owner === null ? "nobody is named as its owner" : `owned by ${[owner.team, owner.contact].filter((part) => part !== "").join(", ")} (${owner.saidBy})`}</span>
            {capabilities.length === 0 ? null : <span>can {capabilities.join(", ")}</span>}
            {declared?.declaration.description === undefined ? null : <span className="text-ink-3">{declared.declaration.description}</span>}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <Live renderedAtMs={nowMs} />
          <TimeRangePicker range={range} path={path} search={search} />
        </div>
      </div>
      <dl className="panel grid grid-cols-2 sm:grid-cols-3 lg:grid-cols-6">
        <Fact label="Received" value={formatCount(agent.handoffsIn)} note={`on ${formatCount(agent.seamsIn)} seams`} />
        <Fact label="Sent" value={formatCount(agent.handoffsOut)} note={`on ${formatCount(agent.seamsOut)} seams`} />
        <Fact label="Failed" value={formatCount(agent.failed)} note="on either side" alarming={agent.failed > 0} />
        <Fact label="Versions" value={formatCount(agent.versions.length)} note={agent.versions[0]?.version ?? "none told"} />
        <Fact label="First seen" value={firstSeenAt === null ? "–" : <TimeAgo at={firstSeenAt} nowMs={nowMs} />} note="in this window" />
        <Fact label="Last seen" value={lastSeenAt === null ? "–" : <TimeAgo at={lastSeenAt} nowMs={nowMs} />} note="in this window" />
      </dl>
    </header>
  );
}

function Fact({ label, value, note, alarming = false }: { label: string; value: React.ReactNode; note: string; alarming?: boolean }) {
  return (
    <div className="min-w-0 px-4 py-2.5">
      <dt className="text-xs text-ink-2">{label}</dt>
      <dd className={`text-lg font-semibold tracking-tight tabular-nums ${alarming ? "text-accent" : ""}`}>{value}</dd>
      <dd className="truncate text-xs text-ink-3" title={note}>
        {note}
      </dd>
    </div>
  );
}

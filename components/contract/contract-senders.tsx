import { clsx } from "clsx";
import Link from "next/link";
import semver from "semver";
import type { Contract } from "@/lib/model/contract.ts";
import type { ContractSender } from "@/lib/model/contract-registry.ts";
import { formatCount } from "@/lib/text/count.ts";
import { agentPath } from "@/lib/text/paths.ts";
import { Section } from "../ui/section.tsx";
import { TableHead } from "../ui/table-head.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";

const TITLES = ["Sender", "Contract version", "Handoffs", "Failed", "Last seen"];
const NUMBERS = new Set(["Handoffs", "Failed"]);

interface ContractSendersProps {
  senders: readonly ContractSender[];
  current: Contract;
  nowMs: number;
}

/** Who sends which version, so that somebody can be asked to move on. */
export function ContractSenders({ senders, current, nowMs }: ContractSendersProps) {
  return (
    <Section title="Who sends which version" aside="of all time, last seen first">
      {senders.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">No handoff under this contract has been seen.</p>
      ) : (
        <div className="overflow-x-auto" role="region" aria-label="Senders" tabIndex={0}>
          <table className="w-full">
            <TableHead titles={TITLES} numbers={NUMBERS} />
            <tbody>
              {senders.map((sender) => (
                <SenderRow key={`${sender.agent} ${sender.agentVersion} ${sender.contractVersion}`} sender={sender} current={current} nowMs={nowMs} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

function SenderRow({ sender, current, nowMs }: { sender: ContractSender; current: Contract; nowMs: number }) {
  const isOther = sender.contractVersion !== "" && sender.contractVersion !== current.version;
  return (
    <tr className="border-t border-line first:border-t-0">
      <td className="max-w-64 px-3 py-1.5 pl-4">
        <Link href={agentPath(sender.agent)} prefetch={false} className="text-link block truncate" title={sender.agent}>
          {sender.agent}
        </Link>
        {sender.agentVersion === "" ? null : <span className="block text-xs text-ink-3">{sender.agentVersion}</span>}
      </td>
      <td className="px-3 py-1.5 whitespace-nowrap">
        {sender.contractVersion === "" ? <span className="text-ink-3">claims none</span> : sender.contractVersion}
        {isOther ? <span className="ml-2 text-xs text-ink-3">≠ {current.version}</span> : null}
        {isDeprecated(sender.contractVersion, current) ? <span className="ml-2 text-xs font-medium">deprecated</span> : null}
      </td>
      <td className="px-3 py-1.5 text-end tabular-nums">{formatCount(sender.handoffs)}</td>
      <td className={clsx("px-3 py-1.5 text-end tabular-nums", sender.failed > 0 ? "font-medium text-accent" : "text-ink-3")}>{sender.failed > 0 ? `✕ ${formatCount(sender.failed)}` : "0"}</td>
      <td className="px-3 py-1.5 pr-4 text-ink-2">
        <TimeAgo at={sender.lastSeenAt} nowMs={nowMs} />
      </td>
    </tr>
  );
}

/** What a sender claims may be no version at all. */
const isDeprecated = (version: string, { deprecated }: Contract): boolean => deprecated !== undefined && semver.valid(version) !== null && semver.lt(version, deprecated.below);

import type { Database } from "@/lib/clickhouse/open-database.ts";
import { currentPushes, versionsOf } from "@/lib/contracts/history.ts";
import type { ContractDetail, ContractSender, ContractVersion } from "@/lib/model/contract-registry.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { ALL_TIME } from "../time-window.ts";
import { listContracts } from "./list-contracts.ts";
import { contractNameOf, readContractTraffic, type TrafficRow } from "./read-contract-traffic.ts";
import { readContracts } from "./read-contracts.ts";

interface Question {
  project: string;
  name: string;
}

/** One contract by its name; undefined when nobody ever pushed it. */
export async function getContract(db: Database, { project, name, now }: Question & { now: Date }): Promise<ContractDetail | undefined> {
  const stored = await readContracts(db, { project });
  const current = currentPushes(stored).find((push) => push.contract.contract === name);
  if (current === undefined) return undefined;
  const [summaries, traffic] = await Promise.all([listContracts(db, { project, now }), readContractTraffic(db, { project, ...ALL_TIME })]);
  const summary = summaries.find((one) => one.name === name);
  if (summary === undefined) return undefined;
  return { current, summary, senders: sendersOf(traffic.filter((row) => contractNameOf(stored, row) === name)) };
}

/** Every version of one contract with what changed at each step, the highest first; undefined when nobody ever pushed it. */
export async function listContractVersions(db: Database, { project, name }: Question): Promise<ContractVersion[] | undefined> {
  const pushes = (await readContracts(db, { project })).filter((push) => push.contract.contract === name);
  return pushes.length === 0 ? undefined : versionsOf(pushes);
}

/** Traffic by who sent which version, last seen first. */
function sendersOf(traffic: readonly TrafficRow[]): ContractSender[] {
  const senders = groupBy(traffic, (row) => JSON.stringify([row.source, row.sourceVersion, row.contractVersion]));
  const merged = [...senders.values()].flatMap((rows): ContractSender[] => {
    const [first] = rows;
    if (first === undefined) return [];
    return [{
      agent: first.source,
      agentVersion: first.sourceVersion,
      contractVersion: first.contractVersion,
      handoffs: rows.reduce((sum, row) => sum + row.handoffs, 0),
      failed: rows.reduce((sum, row) => sum + row.failed, 0),
      firstSeenAt: rows.map((row) => row.firstSeenAt).toSorted(byText)[0] ?? first.firstSeenAt,
      lastSeenAt: rows.map((row) => row.lastSeenAt).toSorted(byText).at(-1) ?? first.lastSeenAt,
    }];
  });
  return merged.toSorted((a, b) => byText(b.lastSeenAt, a.lastSeenAt) || byText(a.agent, b.agent));
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

import { afterAll, beforeAll, expect, test } from "vitest";
import { PROJECT } from "@/lib/model/project.ts";
import { insertContracts, makeStored } from "@/lib/testing/contract-rows.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { refreshSeamsPerMinute } from "../seams/refresh-seams-per-minute.ts";
import { getContract, listContractVersions } from "./get-contract.ts";
import { listContracts } from "./list-contracts.ts";
import { proposeForSeam } from "./propose-for-seam.ts";

const NOW = new Date("2026-11-21T00:00:00Z");
const AGENT = { name: "planner", version: "1.0.0", type: "agent", service: "" } as const;
const VERSIONS = { source: "1.0.0", target: "2.0.0", contract: "1.0.0", accepted: [] };
const HANDOFFS = [
  makeHandoff({ id: "old", startedAt: "2026-10-01T00:00:00.000000000Z" }),
  makeHandoff({ id: "one" }),
  makeHandoff({ id: "two", verdict: "lost", findings: [LOST_FINDING], versions: { ...VERSIONS, contract: "1.1.0" } }),
  makeHandoff({ id: "guess", confidence: 0.2 }),
  makeHandoff({ id: "by seam", seamId: "s-2", contract: "", source: { ...AGENT, name: "creator", version: "" }, versions: { ...VERSIONS, source: "", contract: "" } }),
  ...Array.from({ length: 6 }, (_, index) =>
    makeHandoff({
      id: `p-${index}`, seamId: "s-3", contract: "", startedAt: `2026-11-20T08:00:0${index}.000000000Z`,
      sent: { body: index === 0 ? "plain" : JSON.stringify({ id: index, note: index === 5 ? undefined : "n" }), mediaType: "application/json", hash: "", sizeBytes: null, tokens: null, from: "input" },
    }),
  ),
];

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await insertHandoffs(fresh.db, HANDOFFS, { version: 1n });
  await refreshSeamsPerMinute(fresh.db, PROJECT, HANDOFFS.map(bucketOf), 1n);
  await insertContracts(fresh.db, [
    makeStored({ deadline: "15m" }),
    makeStored({ version: "1.1.0", deadline: "5m", owner: { team: "planning" } }, { pushedAt: "2026-02-01T00:00:00Z" }),
    makeStored({ contract: "drafts", seam: { source: "Creator", target: "Worker" } }),
    makeStored({ contract: "unused" }),
  ]);
});
afterAll(() => fresh.dispose());

test("contracts are listed by name, each with the traffic it governs in seven days, by name or by seam, without guesses", async () => {
  const contracts = await listContracts(fresh.db, { project: PROJECT, now: NOW });
  expect(contracts.map(({ name, version, versions, handoffs, failed, seams }) => [name, version, versions, handoffs, failed, seams.map((seam) => seam.id)])).toEqual([
    ["drafts", "1.0.0", 1, 1, 0, ["s-2"]],
    ["task", "1.1.0", 2, 2, 1, ["s-1"]],
    ["unused", "1.0.0", 1, 0, 0, []],
  ]);
  expect(contracts[1]?.owner).toEqual({ team: "planning" });
});

test("one contract says who ever sent which version, last seen first", async () => {
  const contract = await getContract(fresh.db, { project: PROJECT, name: "task", now: NOW });
  expect(contract?.current.contract.version).toBe("1.1.0");
  expect(contract?.senders.map(({ agent, agentVersion, contractVersion, handoffs, failed }) => [agent, agentVersion, contractVersion, handoffs, failed]).toSorted()).toEqual([
    ["planner", "1.0.0", "1.0.0", 2, 0],
    ["planner", "1.0.0", "1.1.0", 1, 1],
  ]);
  expect(await getContract(fresh.db, { project: PROJECT, name: "nobody's", now: NOW })).toBeUndefined();
});

test("the history has each version once, the highest first, with what changed at each step", async () => {
  const versions = await listContractVersions(fresh.db, { project: PROJECT, name: "task" });
  expect(versions?.map(({ contract, comparison }) => [contract.version, comparison?.compatibility, comparison?.changes.map(({ rule }) => rule)])).toEqual([
    ["1.1.0", "FORWARD", ["DEADLINE_SHORTENED", "OWNER_CHANGED"]],
    ["1.0.0", undefined, undefined],
  ]);
  expect(await listContractVersions(fresh.db, { project: PROJECT, name: "nobody's" })).toBeUndefined();
});

test("a proposal is made from the newest handoffs of the seam and says how many", async () => {
  const proposal = await proposeForSeam(fresh.db, { project: PROJECT, seamId: "s-3", n: 5, now: NOW });
  expect(proposal).toMatchObject({ payloads: 5, used: 5, skipped: 0, latencies: 5, contract: { contract: "planner-to-worker", version: "0.1.0", payload: { required: ["id"] } } });
  expect(await proposeForSeam(fresh.db, { project: PROJECT, seamId: "s-3", n: 6, now: NOW })).toMatchObject({ payloads: 6, used: 5, skipped: 1 });
  expect(await proposeForSeam(fresh.db, { project: PROJECT, seamId: "s-2", n: 5, now: NOW })).toMatchObject({ payloads: 0, contract: { contract: "drafts", version: "2.0.0" } });
  expect(await proposeForSeam(fresh.db, { project: PROJECT, seamId: "nowhere", n: 5, now: NOW })).toBeUndefined();
});

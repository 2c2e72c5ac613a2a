import { afterAll, beforeAll, expect, test } from "vitest";
import { PROJECT } from "@/lib/model/project.ts";
import { insertContracts, makeStored } from "@/lib/testing/contract-rows.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { readUnseenSeams } from "./read-unseen-seams.ts";
import { refreshSeamsPerMinute } from "./refresh-seams-per-minute.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

const NOW = new Date("2026-11-21T12:00:00Z");
const unseen = () => readUnseenSeams(fresh.db, { project: PROJECT, now: NOW });

test("what a contract names and nobody ever handed over is told, however old the traffic of others; guesses are no traffic", async () => {
  expect(await unseen()).toEqual([]);
  await insertContracts(fresh.db, [
    makeStored({ contract: "seen", seam: { source: "Planner", target: "WORKER" } }),
    makeStored({ contract: "guessed", seam: { source: "planner", target: "guesser" } }),
    makeStored({ contract: "waits", seam: { source: "PLANNER", target: "Publisher" } }),
    makeStored({ contract: "moved", seam: { source: "a", target: "b" } }),
    makeStored({ contract: "moved", version: "2.0.0" }, { pushedAt: "2026-02-01T00:00:00Z" }),
    makeStored({ contract: "twice", seam: { source: "planner", target: "publisher" } }, { pushedAt: "2026-03-01T00:00:00Z" }),
    makeStored({ contract: "without seam" }),
  ]);
  const handoffs = [
    makeHandoff({ id: "old", startedAt: "2024-01-01T00:00:00.000000000Z" }),
    makeHandoff({ id: "guess", seamId: "s-2", confidence: 0.3, target: { name: "guesser", version: "", type: "agent", service: "" } }),
  ];
  await insertHandoffs(fresh.db, handoffs, { version: 1n });
  await refreshSeamsPerMinute(fresh.db, PROJECT, handoffs.map(bucketOf), 1n);
  expect(await unseen()).toEqual([
    { contract: "guessed", source: "planner", target: "guesser" },
    { contract: "twice", source: "planner", target: "publisher" },
  ]);
});

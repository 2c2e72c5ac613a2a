import { afterAll, beforeAll, expect, test } from "vitest";
import { verifiedDigest } from "@/lib/contracts/verified-digest.ts";
import { VerificationRequest } from "@/lib/model/contract-verification.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readLatestVerifications, readVerifications } from "@/lib/queries/contracts/read-verifications.ts";
import { getSeam } from "@/lib/queries/seams/get-seam.ts";
import { refreshSeamsPerMinute } from "@/lib/queries/seams/refresh-seams-per-minute.ts";
import { insertContracts, makeStored } from "@/lib/testing/contract-rows.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { verifyContract } from "./verify-contract.ts";

const STORED = makeStored({ payload: { type: "object", required: ["title"] } });
const DIGEST = verifiedDigest(STORED.contract);
const PRODUCER = { name: "planner", version: "1.0.0" };
const RECEIVER = { name: "worker", version: "2.0.0" };

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await insertContracts(fresh.db, [STORED]);
  const handoff = makeHandoff({ versions: { source: "1.0.0", target: "2.0.0", contract: "1.0.0", accepted: [] } });
  await insertHandoffs(fresh.db, [handoff], { version: 1n });
  await refreshSeamsPerMinute(fresh.db, PROJECT, [bucketOf(handoff)], 1n);
});
afterAll(() => fresh.dispose());

const tell = (told: object, name = "task") => verifyContract(fresh.db, { project: PROJECT, name, told: VerificationRequest.parse({ version: "1.0.0", producer: PRODUCER, outcome: "passed", ...told }) });
const historyOf = async (name: string) => (await readVerifications(fresh.db, { project: PROJECT, contract: name })).verifications;

test("what a test told is kept as it was told, beside what was told before, and the latest counts", async () => {
  await insertContracts(fresh.db, [makeStored({ contract: "kept" })]);
  const details = 'example 2: /title is missing <script>"\u0000\u2028';
  expect(await tell({ outcome: "failed", examples: 3, by: "CI 7", url: "https://ci.example.com/7?a=b", details }, "kept")).toMatchObject({ ok: true });
  await tell({}, "kept");
  expect(await historyOf("kept")).toMatchObject([{ outcome: "passed", by: "", url: "" }, { outcome: "failed", producer: PRODUCER, receiver: null, examples: 3, by: "CI 7", url: "https://ci.example.com/7?a=b", details }]);
  expect((await readLatestVerifications(fresh.db, { project: PROJECT })).filter((one) => one.contract === "kept")).toMatchObject([{ outcome: "passed" }]);
});

test("a version that is not stored needs a digest, and a digest must be that of the stored version", async () => {
  expect(await tell({ version: "9.0.0" })).toMatchObject({ ok: false, field: "version", message: expect.stringMatching(/task 9\.0\.0 is not stored/) });
  expect(await tell({ version: "1.0.0", digest: "0".repeat(64) })).toMatchObject({ ok: false, field: "digest" });
  expect(await tell({ version: "1.0.0", digest: "0".repeat(64) }, "not pushed yet")).toEqual({ ok: true, digest: "0".repeat(64) });
  expect(await tell({ digest: DIGEST })).toEqual({ ok: true, digest: DIGEST });
});

test("the seam carries what tests said of its versions, those that were never seen as well", async () => {
  await tell({ receiver: RECEIVER });
  await tell({ producer: { ...PRODUCER, version: "1.1.0" }, outcome: "failed" });
  const seam = await getSeam(fresh.db, { project: PROJECT, seamId: "s-1", from: new Date("2026-11-20T07:00:00Z"), to: new Date("2026-11-20T08:00:00Z"), now: new Date() });
  expect(seam?.verified.map(({ source, target, contract, state }) => [source, target, contract, state]).toSorted()).toEqual([
    ["1.0.0", "2.0.0", "1.0.0", "passed"],
    ["1.1.0", "2.0.0", "1.0.0", "failed"],
  ]);
});

test.each([
  ["nobody that was tested", { producer: undefined }, "producer"],
  ["an address that a browser would run", { url: "javascript:alert(1)" }, "url"],
  ["an address of a file", { url: "file:///etc/passwd" }, "url"],
  ["another outcome", { outcome: "ok" }, "outcome"],
  ["a version that is none", { version: "latest" }, "version"],
  ["an agent without a version", { producer: { name: "planner", version: "" } }, "producer.version"],
  ["too many details", { details: "x".repeat(20_001) }, "details"],
])("%s is refused by name", (_, told, field) => {
  const read = VerificationRequest.safeParse({ version: "1.0.0", producer: PRODUCER, outcome: "passed", ...told });
  expect(read.error?.issues[0]?.path.join(".")).toBe(field);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { PROJECT } from "@/lib/model/project.ts";
import { ShareRequest } from "@/lib/model/share.ts";
import { listPins } from "@/lib/queries/citations/list-pins.ts";
import { openSecrets, type Secrets } from "@/lib/secrets/secrets.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { insertHandoffs, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { openShare, revokeShare, share } from "./share.ts";

const NOW = new Date();
const HOUR_MS = 3_600_000;

let fresh: FreshDatabase;
let secrets: Secrets;
beforeAll(async () => {
  fresh = await freshDatabase();
  secrets = openSecrets(fresh.config);
  await insertHandoffs(fresh.db, [makeHandoff({ id: "h-1" })], { version: 1n });
});
afterAll(() => fresh.dispose());

async function made(): Promise<{ token: string; shareId: string }> {
  const done = await share(fresh.db, ShareRequest.parse({ kind: "handoff", id: "h-1", expiresIn: "2h" }), { project: PROJECT, secrets, bytesMax: 1e9, now: NOW });
  if (!done.ok) throw new Error(done.message);
  return { token: done.token, shareId: done.share.shareId };
}
const open = (token: string, atMs = NOW.getTime()) => openShare(fresh.db, token, { project: PROJECT, secrets, now: new Date(atMs) });

test("a link opens what it was made for, masked, until its time is over", async () => {
  const { token, shareId } = await made();
  expect(await open(token)).toMatchObject({ ok: true, share: { kind: "handoff", id: "h-1", masked: true } });
  expect(await open(token, NOW.getTime() + 2 * HOUR_MS)).toEqual({ ok: false, problem: "expired" });
  expect((await listPins(fresh.db, { project: PROJECT, citedBy: shareId })).pins).toMatchObject([{ reason: "share", id: "h-1", expiresAt: expect.stringMatching(/Z$/) }]);
});

test("a link that was changed anywhere, or signed by another key, opens nothing", async () => {
  const { token } = await made();
  for (let at = 0; at < token.length - 1; at += 7) {
    const changed = `${token.slice(0, at)}${token[at] === "A" ? "B" : "A"}${token.slice(at + 1)}`;
    expect(await open(changed)).toEqual({ ok: false, problem: "not ours" });
  }
  const other = openSecrets({ ...fresh.config, SEAMSCOPE_SECRETS_KEY: "another key of sixteen" });
  expect(await openShare(fresh.db, token, { project: PROJECT, secrets: other, now: NOW })).toEqual({ ok: false, problem: "not ours" });
  for (const nonsense of ["", ".", "..", `${token}.x`, "a".repeat(10_000)]) expect(await open(nonsense)).toEqual({ ok: false, problem: "not ours" });
});

test("a link that was taken back opens nothing, and nothing is pinned for it any more", async () => {
  const { token, shareId } = await made();
  expect(await revokeShare(fresh.db, PROJECT, { shareId, by: "ana", note: "" })).toMatchObject({ shareId });
  expect(await open(token)).toEqual({ ok: false, problem: "revoked" });
  expect((await listPins(fresh.db, { project: PROJECT, citedBy: shareId })).inAll).toBe(0);
  expect(await revokeShare(fresh.db, PROJECT, { shareId, by: "", note: "" })).toBeUndefined();
});

test.each(["", "7", "d", "0d", "91d", "7 days", "-1h"])("a share for %j is refused", (expiresIn) => {
  expect(ShareRequest.safeParse({ kind: "handoff", id: "h-1", expiresIn }).success).toBe(false);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { SilenceDraft } from "@/lib/model/alert-silence.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readSilences } from "@/lib/queries/alerts/read-silences.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { addSilence } from "./add-silence.ts";
import { endSilence } from "./end-silence.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

const NOW = new Date("2026-11-20T12:00:00.000Z");
const add = (draft: object) => addSilence(fresh.db, { project: PROJECT, now: NOW, draft: SilenceDraft.parse({ reason: "deploy", endsAt: "2026-11-20T13:00:00Z", ...draft }) });
const end = (id: string, now = NOW) => endSilence(fresh.db, { project: PROJECT, id, now });

test("a silence begins now unless it says when, and is read back as it was stored", async () => {
  const added = await add({ seam: "s-1", by: "ann" });
  expect(added).toMatchObject({ ok: true, silence: { seam: "s-1", by: "ann", startsAt: NOW.toISOString(), endsAt: "2026-11-20T13:00:00.000Z", endedAt: null } });
  expect(await readSilences(fresh.db, { project: PROJECT })).toEqual([added.ok ? added.silence : undefined]);
});

test("a silence that would be over already is refused by its end", async () => {
  expect(await add({ startsAt: "2026-11-19T00:00:00Z", endsAt: "2026-11-20T11:59:59Z" })).toMatchObject({ ok: false, field: "endsAt" });
});

test("a silence is ended once, and one that is over cannot be", async () => {
  const added = await add({});
  const id = added.ok ? added.silence.id : "";
  const soon = new Date("2026-11-20T12:10:00.000Z");
  expect(await end(id, soon)).toMatchObject({ ok: true, silence: { id, endedAt: soon.toISOString() } });
  expect((await readSilences(fresh.db, { project: PROJECT })).find((silence) => silence.id === id)).toMatchObject({ endedAt: soon.toISOString() });
  expect(await end(id)).toMatchObject({ ok: false, message: expect.stringContaining("was ended") });
  const over = await add({});
  expect(await end(over.ok ? over.silence.id : "", new Date("2026-11-20T14:00:00Z"))).toMatchObject({ ok: false, message: expect.stringContaining("was over") });
  expect(await end("none")).toBeUndefined();
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { ChannelDraft } from "@/lib/model/alert-channel.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readOutboundPolicy } from "@/lib/outbound/policy.ts";
import { readChannels } from "@/lib/queries/alerts/read-channels.ts";
import { openChannel, summariseChannel } from "@/lib/secrets/channel-settings.ts";
import { openSecrets } from "@/lib/secrets/secrets.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { deleteChannel } from "./delete-channel.ts";
import { type ChannelParts, saveChannel } from "./save-channel.ts";

let fresh: FreshDatabase;
let parts: ChannelParts;
beforeAll(async () => {
  fresh = await freshDatabase();
  parts = { db: fresh.db, project: PROJECT, secrets: openSecrets(fresh.config), policy: readOutboundPolicy(fresh.config), resolve: async (host) => (host === "inside.example.com" ? [{ address: "10.1.2.3", family: 4 }] : Promise.reject(new Error("ENOTFOUND"))) };
});
afterAll(() => fresh.dispose());

/** Without a type, a webhook. */
const draft = (given: object): ChannelDraft => ChannelDraft.parse({ name: "on-call", ...("type" in given ? {} : { type: "webhook", url: "http://127.0.0.1:9/in?token=t0p" }), ...given });
const read = () => readChannels(fresh.db, { project: PROJECT });

test("a channel is saved sealed, listed without anything secret, replaced as a whole, and away once deleted", async () => {
  const saved = await saveChannel(parts, draft({ secret: "s3cret", headers: { authorization: "Bearer b3arer" }, owners: ["works"], byDefault: true }));
  expect(saved).toMatchObject({ ok: true, warnings: [], channel: { name: "on-call", type: "webhook", owners: ["works"], byDefault: true, target: "http://127.0.0.1:9", problem: "" } });
  const rows = JSON.stringify(await fresh.db.select("test", "SELECT * FROM alert_channels", {}));
  for (const secret of ["t0p", "s3cret", "b3arer"]) expect(rows + JSON.stringify(saved)).not.toContain(secret);
  await saveChannel(parts, draft({ url: "http://127.0.0.1:9/other" }));
  const [stored] = await read();
  if (stored === undefined) throw new Error("it was saved");
  expect(openChannel(parts.secrets, PROJECT, stored)).toMatchObject({ ok: true, channel: { url: "http://127.0.0.1:9/other", headers: {} } });
  expect(openChannel(parts.secrets, PROJECT, { ...stored, name: "another" })).toMatchObject({ ok: false });
  expect(await deleteChannel(fresh.db, PROJECT, "on-call")).toBe(true);
  expect(await read()).toEqual([]);
  expect(await deleteChannel(fresh.db, PROJECT, "on-call")).toBe(false);
});

test("a channel whose key was changed is listed, with what to do", async () => {
  await saveChannel(parts, draft({ name: "sealed before" }));
  const [stored] = await read();
  if (stored === undefined) throw new Error("it was saved");
  const others = openSecrets({ ...fresh.config, SEAMSCOPE_SECRETS_KEY: "another key, and long enough" });
  expect(summariseChannel(others, PROJECT, stored)).toMatchObject({ name: "sealed before", problem: expect.stringMatching(/cannot be decrypted.*SEAMSCOPE_SECRETS_KEY.*save the channel again/) });
  expect(summariseChannel(others, PROJECT, stored)).not.toHaveProperty("settings");
});

test("an address that must not be sent to is refused by the name of its field, and nothing is stored", async () => {
  const before = await read();
  for (const [given, field, words] of [
    [{ url: "http://inside.example.com/x" }, "url", /inside\.example\.com leads to 10\.1\.2\.3, which is a private address.*SEAMSCOPE_NOTIFY_ALLOW/],
    [{ url: "http://169.254.169.254/latest/meta-data" }, "url", /link-local/],
    [{ url: "https://user:pass@hooks.example.com/" }, "url", /without a user and a password/],
    [{ url: fresh.config.CLICKHOUSE_URL }, "url", /belongs to Seamscope itself/],
    [{ type: "email", to: ["a@example.com"], from: "b@example.com", smtp: "smtp://192.168.1.1:25" }, "smtp", /192\.168\.1\.1 is a private address/],
  ] as const) {
    expect(await saveChannel(parts, draft({ name: "bad", ...given }))).toEqual({ ok: false, field, message: expect.stringMatching(words) });
  }
  expect(await read()).toEqual(before);
});

test.each([
  [{ template: "not json" }, "template", /expected JSON/],
  [{ template: '{"text":"{{rule.nmae}} is {{measured.n}}"}' }, "template", /\{\{rule\.nmae\}\} is no field/],
  [{ template: '{"text":"{{name}}"}' }, "template", /did you mean \{\{rule\.name\}\}/],
  [{ headers: { "Content-Length": "0" } }, "headers.Content-Length", /set by Seamscope itself/],
  [{ headers: { "x-a": "b\r\nx-c: d" } }, "headers.x-a", /without line breaks/],
])("a webhook with %o is refused by the name of the field", async (given, field, words) => {
  expect(await saveChannel(parts, draft({ name: "bad", ...given }))).toEqual({ ok: false, field, message: expect.stringMatching(words) });
});

test("a name that nobody can resolve at the moment is saved, with a warning", async () => {
  expect(await saveChannel(parts, draft({ name: "away", url: "https://hooks.example.com/x" }))).toMatchObject({ ok: true, warnings: [expect.stringContaining("hooks.example.com cannot be resolved")] });
});

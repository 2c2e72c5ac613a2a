import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { deleteChannel } from "@/lib/commands/alerts/delete-channel.ts";
import { saveChannel } from "@/lib/commands/alerts/save-channel.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { ChannelDraft } from "@/lib/model/alert-channel.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readOutboundPolicy } from "@/lib/outbound/policy.ts";
import { openSecrets } from "@/lib/secrets/secrets.ts";
import { insertTold } from "@/lib/testing/told-rows.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { type AlertReceiver, MANNERS, type Manners, startAlertReceiver } from "@/lib/testing/start-alert-receiver.ts";
import type { NotifyParts } from "./deliver.ts";
import { type Notifier, startNotifier } from "./notify.ts";

const HOUR = 3_600_000;
let fresh: FreshDatabase;
let parts: NotifyParts;
let receivers: AlertReceiver[];
let notifiers: Notifier[];
/** How far the clock of the deliverer is ahead. */
let aheadMs: number;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());
beforeEach(() => {
  aheadMs = 0;
  receivers = [];
  notifiers = [];
  parts = {
    db: fresh.db, project: PROJECT, secrets: openSecrets(fresh.config), policy: readOutboundPolicy(fresh.config), base: "https://seamscope.example.com",
    isLeader: () => true, now: () => Date.now() + aheadMs, log: () => undefined, random: () => 0.1, lookEveryMs: 50, withinMs: 500,
  };
});
afterEach(async () => {
  await Promise.all(notifiers.map((notifier) => notifier.stop()));
  await Promise.all(receivers.map((receiver) => receiver.close()));
  for (const table of ["alert_transitions", "alert_deliveries", "alert_channels"]) await fresh.db.run(`TRUNCATE TABLE ${table}`);
});

async function receive(manners?: Manners): Promise<AlertReceiver> {
  const one = await startAlertReceiver(manners);
  receivers.push(one);
  return one;
}

async function channel(name: string, given: object): Promise<void> {
  expect(await saveChannel(parts, ChannelDraft.parse({ name, ...given }))).toMatchObject({ ok: true });
}

function notify(also: Partial<NotifyParts> = {}): Notifier {
  const notifier = startNotifier({ ...parts, ...also });
  notifiers.push(notifier);
  return notifier;
}

const attemptsOf = async (channelName: string): Promise<{ key: string; attempt: number; outcome: string; status: number | null; error: string }[]> => {
  const rows = await fresh.db.select("test", "SELECT key, attempt, outcome, status, error FROM alert_deliveries WHERE channel = {channelName: String} ORDER BY at, key, attempt", { channelName });
  return rows.map((row) => Object(row));
};
const delivered = (name: string, count: number) => expect.poll(async () => (await attemptsOf(name)).filter(({ outcome }) => outcome === "delivered").length, { timeout: 15_000 }).toBe(count);

test("a firing is told each of its channels once, in each one's own form, and its end as well", async () => {
  const [webhook, slack, pagerduty, opsgenie, alertmanager] = [await receive(), await receive(), await receive(), await receive(), await receive()];
  await channel("webhook", { type: "webhook", url: `${webhook.url}/in?x=1`, secret: "s3cret", headers: { "x-team": "works" } });
  await channel("slack", { type: "slack", url: slack.url });
  await channel("pagerduty", { type: "pagerduty", routingKey: "rk", url: pagerduty.url });
  await channel("opsgenie", { type: "opsgenie", apiKey: "ak", url: `${opsgenie.url}/v2/alerts` });
  await channel("alertmanager", { type: "alertmanager", url: alertmanager.url, user: "u", password: "p" });
  const names = ["webhook", "slack", "pagerduty", "opsgenie", "alertmanager"];
  const notifier = notify();
  await insertTold(fresh.db, [{ firingId: "f1", event: "open", channels: names }]);
  notifier.ring();
  for (const name of names) await delivered(name, 1);
  await insertTold(fresh.db, [{ firingId: "f1", event: "resolve", channels: names }]);
  for (const name of names) await delivered(name, 2);

  expect(webhook.received.map(({ key }) => key)).toEqual(["f1:open:webhook", "f1:resolve:webhook"]);
  const [first] = webhook.received;
  const { "x-seamscope-timestamp": timestamp, "x-seamscope-signature": signature } = first?.headers ?? {};
  expect(signature).toBe(`sha256=${createHmac("sha256", "s3cret").update(`${String(timestamp)}.${first?.body ?? ""}`).digest("hex")}`);
  expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(60);
  expect(first).toMatchObject({ path: "/in?x=1", headers: { "x-team": "works", "x-seamscope-event": "open", "content-type": "application/json" } });
  expect(JSON.parse(first?.body ?? "")).toMatchObject({ version: 1, key: "f1:open:webhook", event: "open", seam: { source: "planner", target: "writer" }, firing: { url: "https://seamscope.example.com/a/f1" } });
  expect(slack.received.map(({ body }) => JSON.parse(body).text)).toEqual([expect.stringContaining("[FIRING]"), expect.stringContaining("[RESOLVED]")]);
  expect(pagerduty.received.map(({ body }) => JSON.parse(body))).toMatchObject([{ routing_key: "rk", event_action: "trigger", dedup_key: "f1" }, { routing_key: "rk", event_action: "resolve", dedup_key: "f1" }]);
  expect(opsgenie.received).toMatchObject([{ path: "/v2/alerts", headers: { authorization: "GenieKey ak" } }, { path: "/v2/alerts/f1/close?identifierType=alias" }]);
  const alerts = alertmanager.received.filter(({ key }) => !key.startsWith("again:"));
  expect(alerts).toMatchObject([{ path: "/api/v2/alerts", headers: { authorization: `Basic ${btoa("u:p")}` } }, {}]);
  const [opened, resolved] = alerts.map(({ body }) => JSON.parse(body)[0]);
  expect(opened.labels).toEqual(resolved.labels);
  expect([Date.parse(opened.endsAt) > Date.now(), Date.parse(resolved.endsAt) <= Date.now()]).toEqual([true, true]);
  expect(notifier.counts.report()).toMatchObject({ pending: 0, channels: { slack: { delivered: 2, failed: 0, gave_up: 0 } } });
});

test.each([
  ["broken", 500, /^500: out of order/],
  ["busy", 429, /^429: slow down/],
  ["refusing", 400, /^400: invalid_payload/],
  ["redirecting", 302, /redirects are not followed/],
  ["hanging", null, /no answer within 0\.5 s/],
  ["resetting", null, /ECONNRESET|socket hang up/],
] as const)("a receiver that is %s for a while gets the same key again until it takes it, and each attempt is recorded", async (manners, status, words) => {
  const one = await receive(MANNERS[manners]);
  await channel("c", { type: "webhook", url: one.url });
  const notifier = notify();
  await insertTold(fresh.db, [{ firingId: "f1", event: "open", channels: ["c"] }]);
  await vi.waitFor(() => expect(one.received.length).toBeGreaterThanOrEqual(2), { timeout: 15_000 });
  one.manners = MANNERS.fine;
  await delivered("c", 1);
  const attempts = await attemptsOf("c");
  expect(new Set(attempts.map(({ key }) => key))).toEqual(new Set(["f1:open:c"]));
  expect(attempts.map(({ attempt }) => attempt)).toEqual(attempts.map((_, index) => index + 1));
  expect(attempts[0]).toMatchObject({ outcome: "failed", status, error: expect.stringMatching(words) });
  expect(one.taken).toEqual(["f1:open:c"]);
  expect(notifier.counts.report().channels["c"]).toMatchObject({ delivered: 1, failed: attempts.length - 1 });
}, 30_000);

test("a receiver that is away is told when it is back: the opening before the end, and nobody else waits for it", async () => {
  const away = await startAlertReceiver();
  await away.close();
  const [hanging, well] = [await receive(MANNERS.hanging), await receive()];
  await channel("away", { type: "webhook", url: away.url });
  await channel("hanging", { type: "webhook", url: hanging.url });
  await channel("well", { type: "webhook", url: well.url });
  notify({ withinMs: 10_000 });
  const firings = Array.from({ length: 8 }, (_, index) => `f${index}`);
  await insertTold(fresh.db, firings.map((firingId) => ({ firingId, event: "open", channels: ["away", "hanging", "well"], at: new Date(Date.now() - 2000) })));
  await insertTold(fresh.db, firings.map((firingId) => ({ firingId, event: "resolve", channels: ["away", "hanging", "well"] })));
  await delivered("well", 16);
  expect((await attemptsOf("hanging")).length).toBe(0);
  expect(hanging.received.length).toBeLessThanOrEqual(4);
  const back = await startAlertReceiver(MANNERS.fine, away.port);
  receivers.push(back);
  aheadMs = HOUR;
  await delivered("away", 16);
  for (const firing of firings) expect(back.taken.filter((key) => key.startsWith(`${firing}:`))).toEqual([`${firing}:open:away`, `${firing}:resolve:away`]);
}, 30_000);

test("what is refused is given up after an hour, and what cannot be delivered after a day; both are counted and say why", async () => {
  const [refusing, broken] = [await receive(MANNERS.refusing), await receive(MANNERS.broken)];
  await channel("refusing", { type: "webhook", url: refusing.url });
  await channel("broken", { type: "webhook", url: broken.url });
  const notifier = notify();
  await insertTold(fresh.db, [{ firingId: "f1", event: "open", channels: ["refusing", "broken"] }]);
  await vi.waitFor(() => expect([refusing.received.length > 0, broken.received.length > 0]).toEqual([true, true]), { timeout: 10_000 });
  aheadMs = 2 * HOUR;
  await expect.poll(async () => (await attemptsOf("refusing")).at(-1), { timeout: 10_000 }).toMatchObject({ outcome: "gave_up", error: expect.stringMatching(/^given up after an hour of being refused: 400/) });
  expect((await attemptsOf("broken")).map(({ outcome }) => outcome)).not.toContain("gave_up");
  aheadMs = 25 * HOUR;
  await expect.poll(async () => (await attemptsOf("broken")).at(-1), { timeout: 10_000 }).toMatchObject({ outcome: "gave_up", error: expect.stringMatching(/^given up after 24 hours: 500/) });
  expect(notifier.counts.report().channels).toMatchObject({ refusing: { gave_up: 1 }, broken: { gave_up: 1 } });
  const [seen] = [refusing.received.length];
  aheadMs = 30 * HOUR;
  await delivered("nobody", 0);
  await expect.poll(() => notifier.counts.report().pending).toBe(0);
  expect(refusing.received.length).toBe(seen);
}, 30_000);

test("what is on its way to a channel that is deleted is given up, and an address that turned private is not connected to", async () => {
  const one = await receive(MANNERS.broken);
  await channel("gone", { type: "webhook", url: one.url });
  let address = "93.184.216.34";
  await channel("moved", { type: "webhook", url: "http://hooks.example.com/" });
  address = "10.1.2.3";
  notify({ resolve: async () => [{ address, family: 4 }] });
  await insertTold(fresh.db, [{ firingId: "f1", event: "open", channels: ["gone", "moved"] }]);
  await vi.waitFor(() => expect(one.received.length).toBeGreaterThan(0), { timeout: 10_000 });
  await deleteChannel(fresh.db, PROJECT, "gone");
  await expect.poll(async () => (await attemptsOf("gone")).at(-1), { timeout: 10_000 }).toMatchObject({ outcome: "gave_up", error: expect.stringContaining("there is no channel of this name") });
  await expect.poll(async () => (await attemptsOf("moved")).at(-1), { timeout: 10_000 }).toMatchObject({ outcome: "failed", status: null, error: expect.stringContaining("hooks.example.com leads to 10.1.2.3, which is a private address") });
}, 30_000);

test("while its attempts cannot be recorded nothing is sent again, and after that nothing is either", async () => {
  const one = await receive();
  await channel("c", { type: "webhook", url: one.url });
  let isBroken = true;
  const db: Database = { ...fresh.db, insert: (table, rows, token, signal) => (isBroken ? Promise.reject(new Error("no insert")) : fresh.db.insert(table, rows, token, signal)) };
  const lines: string[] = [];
  const notifier = notify({ db, log: (line) => lines.push(line) });
  await insertTold(fresh.db, [{ firingId: "f1", event: "open", channels: ["c"] }]);
  await vi.waitFor(() => expect(lines.some((line) => line.includes("Cannot record 1 deliveries"))).toBe(true), { timeout: 10_000 });
  for (let look = 0; look < 5; look += 1) notifier.ring();
  isBroken = false;
  await delivered("c", 1);
  expect(one.taken).toEqual(["f1:open:c"]);
}, 30_000);

test("only who leads delivers, and who takes over goes on where the other stopped", async () => {
  const one = await receive();
  await channel("c", { type: "webhook", url: one.url });
  let leader = "first";
  const first = notify({ isLeader: () => leader === "first" });
  const second = notify({ isLeader: () => leader === "second" });
  await insertTold(fresh.db, [{ firingId: "f1", event: "open", channels: ["c"] }]);
  await delivered("c", 1);
  leader = "second";
  await insertTold(fresh.db, [{ firingId: "f2", event: "open", channels: ["c"] }]);
  await delivered("c", 2);
  expect(one.taken).toEqual(["f1:open:c", "f2:open:c"]);
  expect([first, second].map((notifier) => notifier.counts.report().channels["c"]?.delivered)).toEqual([1, 1]);
});

test("a storm reaches a slow receiver with no more than four requests at a time, each once", async () => {
  let [now, most] = [0, 0];
  const one = await receive((response) => {
    now += 1;
    most = Math.max(most, now);
    setTimeout(() => {
      now -= 1;
      response.writeHead(204).end();
    }, 20);
  });
  await channel("c", { type: "webhook", url: one.url });
  notify();
  await insertTold(fresh.db, Array.from({ length: 60 }, (_, index) => ({ firingId: `f${index}`, event: "open" as const, channels: ["c"] })));
  await delivered("c", 60);
  expect(most).toBeLessThanOrEqual(4);
  expect(new Set(one.taken).size).toBe(60);
  expect(one.taken.length).toBe(60);
}, 30_000);

test("what goes on is pushed to Alertmanager again, and what ended a moment ago with its end", async () => {
  const one = await receive();
  await channel("am", { type: "alertmanager", url: one.url });
  await insertTold(fresh.db, [{ firingId: "f1", event: "open", channels: ["am"] }, { firingId: "f2", event: "open", channels: ["am"], at: new Date(Date.now() - 1000) }]);
  await insertTold(fresh.db, [{ firingId: "f2", event: "resolve", channels: ["am"] }]);
  notify();
  await delivered("am", 3);
  aheadMs = 120_000;
  const again = () => one.received.filter(({ key }) => key.startsWith("again:")).at(-1);
  await vi.waitFor(() => expect(again()).toBeDefined(), { timeout: 10_000 });
  const alerts: { generatorURL: string; endsAt: string }[] = JSON.parse(again()?.body ?? "");
  expect(Object.fromEntries(alerts.map(({ generatorURL, endsAt }) => [generatorURL.at(-1), Date.parse(endsAt) > Date.now()]))).toEqual({ 1: true, 2: false });
});

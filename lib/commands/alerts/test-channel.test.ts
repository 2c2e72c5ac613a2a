import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ChannelDraft } from "@/lib/model/alert-channel.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readOutboundPolicy } from "@/lib/outbound/policy.ts";
import { listDeliveries } from "@/lib/queries/alerts/list-deliveries.ts";
import { readUndelivered } from "@/lib/queries/alerts/read-undelivered.ts";
import { openSecrets } from "@/lib/secrets/secrets.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { type AlertReceiver, MANNERS, startAlertReceiver } from "@/lib/testing/start-alert-receiver.ts";
import { type ChannelParts, saveChannel } from "./save-channel.ts";
import { testChannel } from "./test-channel.ts";

let fresh: FreshDatabase;
let parts: ChannelParts;
let receiver: AlertReceiver;
beforeAll(async () => {
  fresh = await freshDatabase();
  parts = { db: fresh.db, project: PROJECT, secrets: openSecrets(fresh.config), policy: readOutboundPolicy(fresh.config) };
  receiver = await startAlertReceiver();
});
afterEach(() => {
  receiver.manners = MANNERS.fine;
  receiver.received = [];
});
afterAll(async () => {
  await receiver.close();
  await fresh.dispose();
});

const tryOut = (name: string) => testChannel({ ...parts, base: "https://seamscope.example.com", now: new Date() }, name);

test("a trial sends a real notification, says what came of it, and stands in the log of deliveries without being tried again", async () => {
  await saveChannel(parts, ChannelDraft.parse({ name: "pager", type: "pagerduty", routingKey: "rk", url: receiver.url }));
  expect(await tryOut("pager")).toMatchObject({ outcome: "delivered", status: 200, error: "", channel: "pager", tookMs: expect.any(Number) });
  expect(receiver.received.map(({ body }) => JSON.parse(body))).toMatchObject([{ event_action: "trigger", payload: { severity: "info", summary: expect.stringContaining("[TEST]") } }, { event_action: "resolve" }]);
  receiver.manners = MANNERS.refusing;
  expect(await tryOut("pager")).toMatchObject({ outcome: "gave_up", status: 400, error: "400: invalid_payload" });
  expect((await listDeliveries(fresh.db, { project: PROJECT, channel: "pager" })).deliveries).toMatchObject([{ event: "test", outcome: "gave_up" }, { event: "test", outcome: "delivered" }]);
  expect(await readUndelivered(fresh.db, { project: PROJECT, since: new Date(0) })).toEqual([]);
});

test("a trial of no channel tells so, and one of a channel that cannot be decrypted says what to do", async () => {
  expect(await tryOut("nobody")).toBeUndefined();
  await saveChannel(parts, ChannelDraft.parse({ name: "sealed", type: "slack", url: receiver.url }));
  const others = { ...parts, secrets: openSecrets({ ...fresh.config, SEAMSCOPE_SECRETS_KEY: "another key, and long enough" }), base: "https://seamscope.example.com", now: new Date() };
  expect(await testChannel(others, "sealed")).toMatchObject({ outcome: "gave_up", status: null, error: expect.stringContaining("save the channel again") });
  expect(receiver.received).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { AlertRuleDraft } from "@/lib/model/alert-rule.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { findRule } from "@/lib/queries/alerts/find-rule.ts";
import { readRules } from "@/lib/queries/alerts/read-rules.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { insertHandoffs, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { deleteRule } from "./delete-rule.ts";
import { pushRules } from "./push-rules.ts";
import { saveRule } from "./save-rule.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await insertHandoffs(fresh.db, [makeHandoff()], { version: 1n });
  await fresh.db.insert("alert_channels", [{ project: PROJECT, name: "ops", type: "webhook", owners: [], by_default: false, target: "https://hooks.example", settings: "sealed", deleted: false }]);
});
afterAll(() => fresh.dispose());

const save = (draft: object) => saveRule(fresh.db, { project: PROJECT, draft: AlertRuleDraft.parse({ metric: "lost", above: 0, ...draft }) });
const remove = (name: string) => deleteRule(fresh.db, { project: PROJECT, name });
const push = (text: string, prune = false) => pushRules(fresh.db, { project: PROJECT, text, prune });
const find = (name: string) => findRule(fresh.db, { project: PROJECT, name });

test("a rule is stored whole, and saved again under its name it changes and keeps its id", async () => {
  const first = await save({ name: "mine", seam: "s-1", channels: ["ops"], window: "10m" });
  expect(first).toMatchObject({ ok: true, saved: { name: "mine", origin: "api", window: "10m", every: "15s", warnings: [] } });
  const again = await save({ name: "mine", seam: "s-1", above: 3 });
  expect(again).toMatchObject({ ok: true, saved: { above: 3, channels: [] } });
  expect(again.ok && first.ok && again.saved.id === first.saved.id).toBe(true);
  expect((await readRules(fresh.db, { project: PROJECT })).filter(({ name }) => name === "mine")).toHaveLength(1);
  expect(await find(first.ok ? first.saved.id : "")).toMatchObject({ name: "mine", above: 3 });
});

test("a channel that is not there is refused by its place, and nothing is stored", async () => {
  expect(await save({ name: "to nobody", channels: ["ops", "opps"] })).toEqual({ ok: false, field: "channels.1", message: 'expected the name of a channel, found "opps"; there are ops' });
  expect(await find("to nobody")).toBeUndefined();
});

test("a seam that nobody has seen is allowed, and told", async () => {
  expect(await save({ name: "to come", seam: "s-9" })).toMatchObject({ ok: true, saved: { warnings: [expect.stringContaining('"s-9"')] } });
});

test("a deleted rule is gone, by name or by id, and can be saved again under the id it had", async () => {
  const saved = await save({ name: "short-lived" });
  const id = saved.ok ? saved.saved.id : "";
  expect(await remove(id)).toEqual({ ok: true, deleted: { name: "short-lived", isDefaultAgain: false } });
  expect(await find("short-lived")).toBeUndefined();
  expect(await remove("short-lived")).toBeUndefined();
  expect(await save({ name: "short-lived" })).toMatchObject({ ok: true, saved: { id } });
});

test("a shipped rule is changed by saving one of its name, and deleting that brings it back; as shipped it cannot be deleted", async () => {
  const shipped = await find("Lost handoffs");
  expect(await remove("Lost handoffs")).toMatchObject({ ok: false, message: expect.stringContaining("enabled: false") });
  expect(await save({ name: "Lost handoffs", enabled: false })).toMatchObject({ ok: true, saved: { id: shipped?.id, enabled: false, origin: "api" } });
  expect(await remove("Lost handoffs")).toEqual({ ok: true, deleted: { name: "Lost handoffs", isDefaultAgain: true } });
  expect(await find("Lost handoffs")).toEqual(shipped);
});

const RULES = "rules:\n  - { name: from git, metric: failure_rate, above: 0.05, channels: [ops] }\n  - { name: also from git, metric: lost, above: 2 }\n";

test("a file is stored as a whole; pushed again it changes nothing", async () => {
  expect(await push(RULES)).toEqual({ ok: true, pushed: { saved: ["from git", "also from git"], unchanged: [], removed: [], kept: [], warnings: [] } });
  expect(await find("from git")).toMatchObject({ origin: "file", above: 0.05 });
  expect(await push(RULES)).toMatchObject({ ok: true, pushed: { saved: [], unchanged: ["from git", "also from git"] } });
});

test("of a file with a mistake nothing is stored, and each mistake is told with its path and line", async () => {
  expect(await push("rules:\n  - { name: fine, metric: lost, above: 1 }\n  - { name: bad, metric: lost, above: 1, channels: [nowhere] }\n")).toMatchObject({ ok: false, problems: [{ path: "rules[1].channels[0]", line: 3 }] });
  expect(await push("rules:\n  - { name: fine, metric: lots, above: 1 }\n")).toMatchObject({ ok: false, problems: [{ path: "rules[0].metric", line: 2 }] });
  expect(await find("fine")).toBeUndefined();
});

test("what is no longer in the file stays and is told, or is removed when asked for; rules of pages are never touched", async () => {
  await push(RULES);
  await save({ name: "by hand" });
  const less = RULES.split("\n").slice(0, 2).join("\n");
  expect(await push(less)).toMatchObject({ ok: true, pushed: { removed: [], kept: ["also from git"] } });
  expect(await find("also from git")).toBeDefined();
  expect(await push(less, true)).toMatchObject({ ok: true, pushed: { removed: ["also from git"], kept: [], unchanged: ["from git"] } });
  expect(await find("also from git")).toBeUndefined();
  expect(await find("by hand")).toBeDefined();
});

test("a rule that was saved by hand becomes the file's when a file says it", async () => {
  await save({ name: "adopted", above: 1 });
  expect(await push("rules:\n  - { name: adopted, metric: lost, above: 1 }\n")).toMatchObject({ ok: true, pushed: { saved: ["adopted"] } });
  expect(await find("adopted")).toMatchObject({ origin: "file" });
});

import { randomBytes } from "node:crypto";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { accessibilityProblems, excessWidth } from "./accessibility-problems.ts";
import { otlpUrl } from "./otlp-url.ts";
import { bothSides, newTag, pushContract, tell } from "./tell.ts";

const PNG = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const tag = newTag();
const contract = `order-${tag}`;
const between = { source: `clerk-${tag}`, target: `payer-${tag}`, contract, contract_version: "1.0.0" };
const ids = { plain: `plain-${tag}`, huge: `huge-${tag}`, gate: `gate-${tag}`, tried: `tried-${tag}`, first: `first-${tag}`, last: `last-${tag}`, silent: `silent-${tag}` };

/** Ten megabytes of orders, of which one is lost on the way and one changed. */
const orders = Array.from({ length: 20_000 }, (_, index) => ({ id: `o-${index}`, total: index, note: `order number ${index} `.repeat(24) }));
const arrived = orders.filter((_, index) => index !== 7000).map((order) => (order.id === "o-19999" ? { ...order, total: -1 } : order));

type Attributes = Record<string, string | number>;

/** One span of an agent by OTLP, `atS` seconds after a minute ago. */
function span(agent: string, kind: number, atS: number, attributes: Attributes, traceId: string) {
  const start = BigInt(Date.now() - 60_000 + atS * 1000) * 1_000_000n;
  return {
    traceId, spanId: randomBytes(8).toString("hex"), name: `invoke_agent ${agent}`, kind, startTimeUnixNano: String(start), endTimeUnixNano: String(start + 500_000_000n),
    attributes: Object.entries({ "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": agent, ...attributes }).map(([key, value]) => ({ key, value: typeof value === "number" ? { intValue: String(value) } : { stringValue: value } })),
  };
}

async function send(request: APIRequestContext, spans: readonly object[]): Promise<void> {
  const answer = await request.post(`${otlpUrl()}/v1/traces`, { data: { resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ spans }] }] } });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** Opens a handoff, waiting until it has been analysed. */
async function open(page: Page, id: string, search = ""): Promise<void> {
  await expect(async () => {
    expect((await page.goto(`/handoffs/${id}${search}`))?.status()).toBe(200);
  }).toPass();
}

const differences = (page: Page) => page.getByRole("treegrid", { name: "Differences between sent and received" });

const about = (id: string, target: string): Attributes => ({ "handoff.id": id, "handoff.target.agent.name": target });

test.beforeAll(async ({ request }) => {
  test.setTimeout(120_000);
  const payload = { type: "object", required: ["title", "id"], properties: { title: { type: "string", maxLength: 80 }, id: { type: "integer" } } };
  await pushContract(request, { contract, version: "1.0.0", seam: { source: between.source, target: between.target }, mode: "warn", payload, sensitive: ["/email"] });
  const sent = { id: 42, picture: PNG, email: "a", big: ["x"], body: "<img src=x onerror=alert(1)> The handoff is where agents die." };
  await tell(request, bothSides({ ...between, id: ids.plain }, sent, { ...sent, id: "42", body: "<img src=x onerror=alert(1)> The handoff", extra: true }));
  const traceId = randomBytes(16).toString("hex");
  await send(request, [
    span(`a-${tag}`, 4, 0, { ...about(ids.first, `b-${tag}`), "handoff.sent.payload": "{}" }, traceId),
    span(`b-${tag}`, 5, 1, { ...about(ids.first, `b-${tag}`), "handoff.received.payload": "{}" }, traceId),
    span(`b-${tag}`, 4, 3, { ...about(ids.last, `c-${tag}`), "handoff.parent_id": ids.first }, traceId),
    span(`c-${tag}`, 5, 4, about(ids.last, `c-${tag}`), traceId),
  ]);
  const gate = { "handoff.gate.type": "approval", "handoff.gate.status": "rejected", "handoff.gate.approver.id": "mia", "handoff.gate.summary": "Refund of 900 €", "handoff.gate.question": "May it be paid?", "handoff.gate.options": '["approve: it is paid","reject: <b>back</b> to the desk"]' };
  const gated = randomBytes(16).toString("hex");
  await send(request, [
    span(`desk-${tag}`, 4, 0, { ...about(ids.gate, `bank-${tag}`), "handoff.gate.required": "true" }, gated),
    span(`mia-${tag}`, 1, 2, { ...about(ids.gate, `bank-${tag}`), ...gate }, gated),
  ]);
  const retried = randomBytes(16).toString("hex");
  await send(request, [
    { ...span(`caller-${tag}`, 4, 0, { ...about(ids.tried, `callee-${tag}`), "handoff.retry.attempt": 0, "handoff.retry.max": 2 }, retried), status: { code: 2, message: "timed out" } },
    span(`caller-${tag}`, 4, 5, { ...about(ids.tried, `callee-${tag}`), "handoff.retry.attempt": 1, "handoff.retry.max": 2 }, retried),
    span(`callee-${tag}`, 5, 6, { ...about(ids.tried, `callee-${tag}`), "handoff.retry.attempt": 1 }, retried),
  ]);
  const large = randomBytes(16).toString("hex");
  await send(request, [span(`big-${tag}`, 4, 0, { ...about(ids.huge, `store-${tag}`), "handoff.sent.payload": JSON.stringify({ orders }) }, large)]);
  await send(request, [span(`store-${tag}`, 5, 1, { ...about(ids.huge, `store-${tag}`), "handoff.received.payload": JSON.stringify({ orders: arrived }) }, large)]);
});

test("what differs stands with what the contract says and what was found; a picture is drawn when asked for; markup is text", async ({ page }) => {
  await open(page, ids.plain);
  const rows = differences(page);
  await expect(rows.getByRole("row", { name: "changed /id" })).toContainText("integer");
  await expect(rows.getByRole("row", { name: /^truncated.*\/body/ })).toContainText("after 40 characters");
  await expect(rows.getByRole("row", { name: "absent /title" })).toContainText("required; string; characters ≤ 80");
  await expect(rows.getByRole("row", { name: "added /extra" })).toBeVisible();
  await page.getByRole("button", { name: "Whole tree" }).click();
  await expect(page).toHaveURL(/show=all/);
  await expect(rows.getByRole("row", { name: "email" })).toContainText("sensitive");
  await expect(rows.getByRole("row", { name: "picture" })).toContainText(/image, \d+ B, image\/png/);
  await expect(page.getByRole("img", { name: /Picture/ })).toHaveCount(0);
  await rows.getByRole("button", { name: "Show the picture" }).first().click();
  await expect(page.getByRole("img", { name: "Picture sent at /picture" })).toBeVisible();
  expect(await page.locator("img[src=x]").count()).toBe(0);
  await page.goBack();
  await expect(rows.getByRole("row", { name: "changed /id" })).toBeVisible();
});

test("a finding leads to its place, and the keyboard walks the differences and the tree", async ({ page }) => {
  await open(page, ids.plain, "#/id");
  const rows = differences(page);
  await expect(rows.getByRole("row", { name: "changed /id" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("n");
  await expect(page.getByText(/^1 of \d+ differences$/)).toBeVisible();
  await page.keyboard.press("v");
  await rows.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowLeft");
  await expect(rows.getByRole("row")).toHaveCount(2);
  await page.keyboard.press("ArrowRight");
  await expect(rows.getByRole("row", { name: "big" })).toBeVisible();
  await page.getByRole("searchbox", { name: "Find in the payload" }).fill("AGENTS DIE");
  await page.keyboard.press("Enter");
  await expect(page.getByText("1 of 1", { exact: true })).toBeVisible();
});

test("two payloads of ten megabytes are compared beside the page: it answers meanwhile, and only rows in view are drawn", async ({ page, request }) => {
  test.setTimeout(120_000);
  await open(page, ids.huge);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect((await request.get("/api/v1/health")).ok()).toBe(true);
  await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  await page.keyboard.press("Escape");
  const rows = differences(page);
  await expect(rows.getByRole("row", { name: "missing /orders/7000" })).toBeVisible({ timeout: 60_000 });
  await expect(rows.getByRole("row", { name: "changed /orders/19999/total" })).toContainText("-1");
  await page.getByRole("button", { name: "Next difference" }).click();
  await page.getByRole("button", { name: "Whole tree" }).click();
  await page.getByRole("button", { name: "Next difference" }).click();
  await expect(rows.getByRole("row", { name: /changed total/ })).toBeVisible();
  expect(await rows.getByRole("row").count()).toBeLessThan(120);
});

test("a payload is read part by part, and as a file", async ({ request }) => {
  await expect(async () => {
    const part = await request.get(`/api/v1/handoffs/${ids.huge}/payload?side=received&offset=10&limit=5`);
    expect(await part.json()).toMatchObject({ side: "received", offset: 10, text: JSON.stringify({ orders: arrived }).slice(10, 15), next: 15 });
  }).toPass();
  const file = await request.get(`/handoffs/${ids.huge}/payload/sent`);
  expect(file.headers()["content-disposition"]).toContain("attachment");
  expect(await file.json()).toEqual({ orders });
  expect((await request.get(`/handoffs/${ids.huge}/payload/other`)).status()).toBe(404);
});

test("a gate shows what was asked, which branch was taken, and which attributes would tell more", async ({ page }) => {
  await open(page, ids.gate);
  const gate = page.getByRole("region", { name: "Gate" });
  await expect(gate).toContainText("mia decided: rejected by mia");
  await expect(gate).toContainText("May it be paid?");
  await expect(gate.getByRole("listitem").filter({ hasText: "(taken)" })).toContainText("reject: <b>back</b> to the desk");
  await expect(gate).toContainText("handoff.gate.proposed_action");
});

test("attempts are a numbered list with what became of each", async ({ page }) => {
  await open(page, ids.tried);
  const attempts = page.getByRole("region", { name: "Attempts" });
  await expect(attempts).toContainText("2 of 3 attempts");
  await expect(attempts.getByRole("listitem").first()).toContainText("failed: timed out");
  await expect(attempts.getByRole("listitem").nth(1)).toContainText(/5(\.\d)? s after the one before/);
});

test("a chain is walked by its keys, and its link is copied by one", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, ids.first);
  await expect(page.getByRole("region", { name: "Chain" })).toContainText(`b-${tag} → c-${tag}`);
  await expect(async () => {
    await page.keyboard.press("]");
    await expect(page).toHaveURL(new RegExp(ids.last), { timeout: 2000 });
  }).toPass();
  await expect(page.getByRole("region", { name: "Chain" })).toContainText(`a-${tag} → b-${tag}`);
  await page.keyboard.press("l");
  await expect(page.getByText("Link copied")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(new RegExp(`/h/${ids.last}$`));
  await expect(page.getByText("So the two cannot be compared.")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the pages of handoffs meet WCAG 2.2 AA in ${colorScheme}, and fit windows from phone to desk`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const path of [`/handoffs/${ids.plain}`, `/handoffs/${ids.plain}?show=all&layout=unified`, `/handoffs/${ids.gate}`, `/handoffs/${ids.tried}`]) {
      for (const width of [390, 1024, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expect.poll(() => excessWidth(page), { message: `${path} is wider than ${width} px` }).toBe(0);
      }
      expect(await accessibilityProblems(page, path)).toEqual([]);
    }
  });
}

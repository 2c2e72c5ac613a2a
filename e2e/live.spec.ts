import { once } from "node:events";
import { type APIRequestContext, expect, type Page, type Request, request as requests, type Route, test } from "@playwright/test";
import { childrenOf } from "./processes.ts";
import { type Stack, startStack } from "./start-stack.ts";
import { newTag, type Report, tell } from "./tell.ts";

/** A handoff that was sent and not received, under names that no other test has. */
async function sendOne(request: APIRequestContext): Promise<Report & { id: string }> {
  const tag = newTag();
  const about = { id: `live-${tag}`, source: `sender-${tag}`, target: `taker-${tag}` };
  await tell(request, [{ ...about, payload: { n: 1 } }]);
  return about;
}

const received = (about: Report): Report => ({ ...about, state: "received", payload: { n: 1 } });
const handoffPage = (id: string): string => `/handoffs/${encodeURIComponent(id)}`;
const following = (page: Page) => page.locator("button[data-state=live]");

/** Opens a page once its subject has been analysed, and marks it, so that a reload would be noticed. */
async function openLive(page: Page, path: string, shown: string | RegExp): Promise<void> {
  await expect(async () => {
    await page.goto(path);
    await expect(page.getByRole("main")).toContainText(shown, { timeout: 1000 });
  }).toPass();
  await expect(following(page)).toBeVisible();
  await page.evaluate(() => document.body.setAttribute("data-marked", ""));
}

/** A page also fetches, once, scripts that it needs later and what its links lead to, whether or not it follows anything. */
const isOfLive = (one: Request): boolean => one.headers()["next-router-prefetch"] === undefined && !new URL(one.url()).pathname.startsWith("/_next/static/");

const wasReloaded = async (page: Page): Promise<boolean> => (await page.locator("body[data-marked]").count()) === 0;

/** Makes the tab seem hidden, or seen again, as a browser tells pages of it. */
async function turn(page: Page, visibility: "hidden" | "visible"): Promise<void> {
  await page.evaluate((state) => {
    Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, visibility);
}

test("a pending handoff turns to its verdict on screen, and what changed is said once", async ({ page, request }) => {
  const about = await sendOne(request);
  await openLive(page, handoffPage(about.id), /pending/i);
  await tell(request, [received(about)]);
  await expect(page.getByRole("main")).toContainText(/delivered/i);
  await expect(page.getByRole("status").filter({ hasText: "1 handoff changed, none failed" })).toHaveCount(1);
  expect(await wasReloaded(page)).toBe(false);
});

test("a seam that nobody knew appears on the home page, and its row is marked for a moment when it changes", async ({ page, request }) => {
  const first = await sendOne(request);
  await openLive(page, `/?q=${first.source.replace("sender-", "")}`, first.target);
  const second = { ...first, id: `${first.id}-2` };
  await tell(request, [{ ...second, payload: { n: 2 } }, received(second)]);
  await expect(page.locator("tr[data-fresh]", { hasText: first.target })).toBeVisible();
  await expect(page.locator("[data-fresh]")).toHaveCount(0);
  expect(await wasReloaded(page)).toBe(false);
});

test("a tab that nobody sees holds no connection, and is correct as soon as it is seen again", async ({ page, request }) => {
  const about = await sendOne(request);
  await openLive(page, handoffPage(about.id), /pending/i);
  const closed = page.waitForEvent("requestfailed", (one) => new URL(one.url()).pathname === "/api/v1/live");
  await turn(page, "hidden");
  await closed;
  const asked: string[] = [];
  page.on("request", (one) => {
    if (isOfLive(one)) asked.push(`${one.method()} ${new URL(one.url()).pathname}`);
  });
  await tell(request, [received(about)]);
  await expect.poll(async () => (await (await request.get(`/api/v1/handoffs/${about.id}`)).json()).verdict).toBe("delivered");
  await page.waitForTimeout(3000);
  expect(asked).toEqual([]);
  await turn(page, "visible");
  await expect(page.getByRole("main")).toContainText(/delivered/i);
  await expect(following(page)).toBeVisible();
  expect(await wasReloaded(page)).toBe(false);
});

test("a tab that is hidden while it asks whether the server is there is not read anew before it is seen", async ({ page, request }) => {
  const about = await sendOne(request);
  await openLive(page, handoffPage(about.id), /pending/i);
  const asked = new Promise<Route>((resolve) => void page.route("**/icon.svg", resolve));
  await tell(request, [received(about)]);
  const held = await asked;
  await turn(page, "hidden");
  const read: string[] = [];
  page.on("request", (one) => {
    if (isOfLive(one)) read.push(one.url());
  });
  await held.continue();
  await page.unroute("**/icon.svg");
  await page.waitForTimeout(2000);
  expect(read).toEqual([]);
  await turn(page, "visible");
  await expect(page.getByRole("main")).toContainText(/delivered/i);
});

test("new rows wait while somebody selects text, and while a dialog is open", async ({ page, request }) => {
  const about = await sendOne(request);
  await openLive(page, handoffPage(about.id), /pending/i);
  await page.getByRole("heading", { level: 1 }).selectText();
  await tell(request, [received(about)]);
  await page.waitForTimeout(4000);
  await expect(page.getByRole("main")).toContainText(/pending/i);
  expect(await page.evaluate(() => document.getSelection()?.toString())).not.toBe("");
  await page.evaluate(() => document.getSelection()?.removeAllRanges());
  await expect(page.getByRole("main")).toContainText(/delivered/i);
});

test.describe("a Seamscope of its own", () => {
  let stack: Stack;
  let request: APIRequestContext;
  const dashboard = () => childrenOf(stack.supervisor.pid).find(({ command }) => command.includes("next"));
  test.beforeAll(async () => {
    stack = await startStack();
    request = await requests.newContext({ baseURL: stack.dashboardUrl });
  });
  test.afterAll(async () => {
    await request.dispose();
    await stack.stop();
  });

  test("when the dashboard died and is back, an open page is correct without a reload", async ({ page }) => {
    const about = await sendOne(request);
    await openLive(page, `${stack.dashboardUrl}${handoffPage(about.id)}`, /pending/i);
    const running = dashboard();
    if (running === undefined) throw new Error("no dashboard runs");
    process.kill(running.pid, "SIGKILL");
    await expect(page.getByRole("button", { name: "Reconnecting…" })).toBeVisible();
    await expect.poll(async () => (await request.get("/api/v1/health").catch(() => undefined))?.status(), { timeout: 30_000 }).toBe(200);
    await tell(request, [received(about)]);
    await expect(page.getByRole("main")).toContainText(/delivered/i, { timeout: 30_000 });
    await expect(following(page)).toBeVisible();
    expect(await wasReloaded(page)).toBe(false);
  });

  test("streams end when the dashboard is asked to, and none of them holds it", async () => {
    const streams = await Promise.all(Array.from({ length: 20 }, () => fetch(`${stack.dashboardUrl}/api/v1/live`)));
    const ended = Promise.all(streams.map((stream) => stream.text()));
    const exited = once(stack.supervisor, "exit");
    stack.supervisor.kill("SIGTERM");
    const told = await ended;
    expect(told.every((text) => text.includes("event: alive"))).toBe(true);
    expect(await exited).toEqual([0, null]);
  });
});

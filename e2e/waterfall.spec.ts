import { randomBytes } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { type LargeTrace, sendLargeTrace } from "./send-large-trace.ts";
import { otlpUrl } from "./otlp-url.ts";

const SPANS = 50_000;
/** In the first rows, in the middle, and near the end. */
const FAILING = [3, 25_007, 49_995];

let trace: LargeTrace;
test.beforeAll(async ({ request }) => {
  const traceId = randomBytes(16).toString("hex");
  trace = await sendLargeTrace(request, otlpUrl(), traceId, SPANS, FAILING);
  await expect.poll(async () => stored(await request.get(`/api/v1/traces/${traceId}/spans?count=1`)), { timeout: 60_000 }).toBe(SPANS);
});

async function stored(response: { ok: () => boolean; json: () => Promise<{ spans: number }> }): Promise<number> {
  return response.ok() ? (await response.json()).spans : 0;
}

const grid = (page: Page) => page.getByRole("treegrid", { name: "Spans" });
const panel = (page: Page) => page.getByRole("complementary", { name: "Span" });

test("a trace of 50,000 spans is all there, and its page holds the rows in view only", async ({ page }) => {
  const response = await page.goto(`/traces/${trace.traceId}`);
  expect((await response?.body())?.length ?? 0).toBeLessThan(400_000);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(SPANS + 1));
  expect(await grid(page).locator("[data-row]").count()).toBeLessThan(150);
  await grid(page).focus();
  await page.keyboard.press("End");
  await expect(grid(page).locator(`[data-row="${SPANS - 1}"]`)).toContainText(`step ${SPANS - 1}`);
  await page.keyboard.press("Home");
  await expect(grid(page).locator('[data-row="0"]')).toHaveAttribute("aria-selected", "true");
});

test("n and p go from failure to failure, wherever they are, and round the end", async ({ page }) => {
  await page.goto(`/traces/${trace.traceId}`);
  await expect(page.getByRole("button", { name: "Next of 3 failures (n)" })).toBeVisible();
  for (const spanId of [...trace.failing, ...trace.failing.slice(0, 1)]) {
    await page.keyboard.press("n");
    await expect(page).toHaveURL(new RegExp(`span=${spanId}`));
    await expect(grid(page).locator(`#span-${spanId}`)).toBeInViewport();
    await expect(panel(page)).toContainText("status error");
  }
  await page.keyboard.press("p");
  await expect(page).toHaveURL(new RegExp(`span=${trace.failing[2] ?? ""}`));
});

test("a link to a span opens the rows around it, and Back undoes what was chosen", async ({ page }) => {
  const [, spanId = ""] = trace.failing;
  await page.goto(`/traces/${trace.traceId}?span=${spanId}`);
  await expect(grid(page).locator(`#span-${spanId}`)).toBeInViewport();
  await expect(panel(page)).toContainText("step 25007 broke");
  await page.getByRole("searchbox", { name: "Search in this span" }).fill("service.name");
  await expect(panel(page)).toContainText("works");
  await panel(page).getByRole("button", { name: "Close the span" }).click();
  await expect(panel(page)).toBeHidden();
  await page.goBack();
  await expect(panel(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel(page)).toBeHidden();
});

test("what is folded is folded on the server: everything, one task, and open again around a failure", async ({ page }) => {
  await page.goto(`/traces/${trace.traceId}`);
  await page.getByRole("button", { name: "Collapse all" }).click();
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "2");
  await expect(grid(page).locator('[data-row="0"]')).toContainText("3 failures inside");
  await page.keyboard.press("n");
  await expect(grid(page).locator(`#span-${trace.failing[0] ?? ""}`)).toBeVisible();
  await expect(grid(page).locator('[data-row="0"]')).toHaveAttribute("aria-expanded", "true");
  await page.getByRole("button", { name: "Expand all" }).click();
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(SPANS + 1));
});

test("failures only, and a zoom, are in the address and come back with it", async ({ page }) => {
  await page.goto(`/traces/${trace.traceId}`);
  await page.getByRole("button", { name: "Failures only" }).click();
  await expect(page).toHaveURL(/only=failures/);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "8");
  await page.reload();
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "8");
  await page.goto(`/traces/${trace.traceId}`);
  const strip = page.getByRole("img", { name: /^All spans over time/ });
  const box = await strip.boundingBox();
  if (box === null) throw new Error("the strip has no place");
  await page.mouse.move(box.x + box.width * 0.4, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 10, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/zoom=\d+-\d+/);
  await expect(page.getByRole("toolbar", { name: "Waterfall" })).toContainText("outside of the chosen time");
  await page.getByRole("button", { name: "Show the whole time" }).click();
  await expect(page).not.toHaveURL(/zoom=/);
  await page.goBack();
  await expect(page).toHaveURL(/zoom=\d+-\d+/);
});

test("the first digits of an id find a trace, and a field that cannot be read is told", async ({ page }) => {
  await page.goto(`/search?q=${trace.traceId.slice(0, 12)}`);
  await expect(page).toHaveURL(new RegExp(`/traces/${trace.traceId}`));
  await page.goto(`/traces?range=all&q=${encodeURIComponent("foreman duration:2s")}`);
  await expect(page.getByText("Not applied: duration: expected a least duration")).toBeVisible();
  await expect(page.getByRole("region", { name: "List of traces" })).toContainText(trace.traceId);
  await page.goto("/traces?range=all&q=foreman&sort=slowest");
  await expect(page.getByRole("combobox", { name: "Order" })).toHaveValue("slowest");
  await expect(page.getByRole("region", { name: "List of traces" })).toContainText("The slowest of the newest 20,000 traces");
});

test("traces are put in another order by choosing it, it stands in the address, and Back undoes it", async ({ page }) => {
  await page.goto("/traces?range=all&q=foreman");
  const [order, list] = [page.getByRole("combobox", { name: "Order" }), page.getByRole("region", { name: "List of traces" })];
  await expect(list).toContainText(trace.traceId);
  await order.selectOption({ label: "Slowest first" });
  await expect(page).toHaveURL(/[?&]q=foreman&sort=slowest$/);
  await expect(list).toContainText("The slowest of the newest 20,000 traces");
  await expect(order).toHaveValue("slowest");
  await page.goBack();
  await expect(page).not.toHaveURL(/sort=/);
  await expect(list).not.toContainText("The slowest of the newest");
  await expect(order).toHaveValue("newest");
});

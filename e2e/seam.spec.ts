import { expect, type Locator, type Page, test } from "@playwright/test";
import { type Planted, sendPlanted } from "./send-planted.ts";
import { pushContract } from "./tell.ts";

/** One seam for all tests of this file; they only look at it. */
let planted: Planted;
let seamPath: string;

test.beforeAll(async ({ request }) => {
  planted = await sendPlanted();
  const { source, target, contract } = planted;
  const payload = { type: "object", required: ["dish", "rationale"], properties: { dish: { type: "string" }, rationale: { type: "string" } } };
  const terms = { contract, seam: { source, target }, owner: { team: `kitchen-${contract}`, contact: "#kitchen" }, fallback: { owner: "human:chef" }, slo: { objective: 99, window: "30d" }, mode: "enforce" };
  await pushContract(request, { ...terms, version: "1.0.0", payload });
  await expect(async () => {
    const { seams } = await (await request.get("/api/v1/seams")).json();
    const seam = seams.find((one: { source: string }) => one.source === source);
    expect(seam).toMatchObject({ handoffs: planted.handoffs, failed: planted.failed });
    seamPath = `/seams/${encodeURIComponent(seam.id)}`;
  }).toPass({ timeout: 45_000 });
});

const chips = (page: Page): Locator => page.getByRole("list", { name: "Chosen on this page" });
const handoffRows = (page: Page): Locator => page.getByRole("region", { name: "List of handoffs" }).getByRole("row");

test("the planted cause ranks first, with how many of each side it is so of; a click lists those handoffs, and Back takes the choice away", async ({ page }) => {
  await page.goto(seamPath);
  const ranked = page.getByRole("region", { name: "What sets the failed ones apart" }).getByRole("region").first();
  const first = ranked.getByRole("row").nth(1);
  await expect(first).toContainText("/rationale is absent");
  await expect(first).toContainText(`${planted.failed} of ${planted.failed}`);
  await expect(first).toContainText(`0 of ${planted.handoffs - planted.failed}`);
  await first.getByText(/more that the same handoffs share/).click();
  await expect(first).toContainText(`cloud.zone is ${planted.zone}`);
  await expect(ranked).not.toContainText("request.id");

  await first.getByRole("link").first().click();
  await expect(chips(page)).toContainText("/rationale is absent");
  await expect(handoffRows(page)).toHaveCount(planted.failed + 1);
  await page.goBack();
  await expect(chips(page)).toHaveCount(0);
  await expect(handoffRows(page)).toHaveCount(planted.handoffs + 1);
});

test("a cell of the version matrix lists the handoffs of its versions, a second click, its chip and Back take the choice away; what a test told stands in the cell", async ({ page, request }) => {
  const told = await request.post(`/api/v1/contracts/${planted.contract}/verifications`, {
    data: { version: "1.0.0", producer: { name: planted.source, version: "9.9.9" }, outcome: "failed", by: "contract tests", url: "https://ci.example.com/runs/7", details: "order.json: /rationale is missing" },
  });
  expect(told.status()).toBe(200);
  await page.goto(seamPath);
  const versions = page.getByRole("region", { name: "Versions" });
  const matrix = page.getByRole("region", { name: "Version matrix" });
  await expect(matrix.getByRole("row", { name: /9\.9\.9/ })).toContainText("failed in CI");
  await expect(versions.getByRole("link", { name: "contract tests" })).toHaveAttribute("href", "https://ci.example.com/runs/7");
  const cell = matrix.getByRole("link", { name: /failed/ });
  await cell.click();
  await expect(chips(page)).toContainText("contract 1.0.0");
  await expect(cell).toHaveAttribute("aria-current", "true");
  await expect(handoffRows(page)).toHaveCount(planted.handoffs + 1);
  await page.goBack();
  await expect(chips(page)).toHaveCount(0);
  await cell.click();
  await chips(page).getByRole("link", { name: "Take away the versions" }).click();
  await expect(chips(page)).toHaveCount(0);
});

test("a rectangle of the heatmap, dragged, lists the handoffs in it, explains them against the rest, and is cleared by its chip and by Back", async ({ page }) => {
  await page.goto(`${seamPath}?range=1h`);
  const heatmap = page.getByRole("application", { name: /Handoffs by time and latency/ });
  await heatmap.scrollIntoViewIfNeeded();
  const box = await heatmap.boundingBox();
  if (box === null) throw new Error("the heatmap has no size");
  await page.mouse.move(box.x + 2, box.y + 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 2, box.y + box.height * 0.3, { steps: 5 });
  await page.mouse.up();

  await expect(chips(page)).toContainText("took");
  await expect(page).toHaveURL(/minMs=/);
  await expect(handoffRows(page)).toHaveCount(planted.failed + 1);
  await expect(page.getByRole("region", { name: "What sets the selected ones apart" }).getByRole("row").nth(1)).toContainText("/rationale is absent");
  await chips(page).getByRole("link", { name: "Take away the selection of the heatmap" }).click();
  await expect(handoffRows(page)).toHaveCount(planted.handoffs + 1);
  await page.goBack();
  await expect(handoffRows(page)).toHaveCount(planted.failed + 1);
});

test("the heatmap is worked by keys alone, and has its table", async ({ page }) => {
  await page.goto(`${seamPath}?range=1h`);
  const latency = page.getByRole("region", { name: "Latency", exact: true });
  await latency.getByRole("application").focus();
  await page.keyboard.press("ArrowLeft");
  await expect(latency.getByRole("status")).toContainText("handoff");
  for (let step = 0; step < 60; step += 1) await page.keyboard.press("Shift+ArrowLeft");
  await expect(latency.getByRole("status")).toContainText(/[1-9]\d* handoffs?/);
  await page.keyboard.press("Enter");
  await expect(chips(page)).toContainText("took");
  await page.keyboard.press("Escape");
  await expect(chips(page)).toHaveCount(0);
  await latency.getByText("Show as a table").first().click();
  await expect(latency.getByRole("table").first()).toContainText("Handoffs");
});

test("a failing field leads to the handoffs with a finding there", async ({ page }) => {
  await page.goto(seamPath);
  await page.getByRole("region", { name: "Failing fields" }).getByRole("link", { name: "/rationale" }).click();
  await expect(chips(page)).toContainText("a finding at /rationale");
  await expect(handoffRows(page)).toHaveCount(planted.failed + 1);
});

test("the page says who answers for the seam, how ready it is, what is left of its error budget, and when its contract came", async ({ page }) => {
  await page.goto(seamPath);
  await expect(page.getByRole("region", { name: "Contract and owner" })).toContainText(`kitchen-${planted.contract}`);
  await expect(page.getByRole("region", { name: "Contract and owner" })).toContainText("human:chef");
  await expect(page.getByRole("region", { name: "Readiness" })).toContainText("overspent");
  await expect(page.getByRole("region", { name: "Readiness" })).toContainText("25× as fast as the objective allows");
  await expect(page.getByRole("region", { name: "Over time" })).toContainText(`contract ${planted.contract} 1.0.0`);
});

test("a stretch of the trend, dragged, becomes the window of the page, and Back gives the former one again", async ({ page }) => {
  await page.goto(`${seamPath}?range=1h`);
  const trend = page.getByRole("application", { name: /^Trend/ });
  await trend.scrollIntoViewIfNeeded();
  const box = await trend.boundingBox();
  if (box === null) throw new Error("the trend has no size");
  await page.mouse.move(box.x + box.width * 0.5, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, box.y + 60, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=.*to=/);
  await expect(page.getByRole("region", { name: "Over time" })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/range=1h$/);
});

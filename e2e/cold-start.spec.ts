import { expect, type Locator, test } from "@playwright/test";
import { demoPages } from "./demo-pages.ts";

const CLICKS_MAX = 5;
const MINUTE_MS = 60_000;

test.use({ ...(process.env.SEAMSCOPE_E2E_DEMO === undefined ? {} : { baseURL: process.env.SEAMSCOPE_E2E_DEMO }), viewport: { width: 1440, height: 900 } });

test("somebody who has never seen it finds the first handoff that dropped the constraint from the home page, in a minute and at most five clicks", async ({ page }, info) => {
  test.setTimeout(2 * MINUTE_MS);
  const { "handoff-constraint": first } = await demoPages();
  const startedAt = Date.now();
  let clicks = 0;
  const click = async (what: Locator): Promise<void> => {
    await what.click();
    clicks += 1;
  };
  await page.goto("/");
  await click(page.getByRole("link", { name: "Traces", exact: true }));
  await click(page.getByRole("navigation", { name: "Narrow down" }).getByRole("link", { name: /^Constraint dropped/ }));
  await page.waitForURL(/class=constraint_dropped/);
  await click(page.getByRole("region", { name: "List of traces" }).getByRole("row").last().getByRole("link").first());
  await page.waitForURL(/\/traces\/[0-9a-f]{32}/);
  await click(page.getByRole("row").filter({ hasText: "Constraint dropped" }).getByRole("link", { name: /^escalation:/ }));
  await expect(page).toHaveURL(new RegExp(`${first}$`));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("constraint dropped");
  await expect(page.getByText("was dropped between refunds and escalation").first()).toBeVisible();
  info.annotations.push({ type: "clicks", description: String(clicks) });
  console.log(`${clicks} clicks from the home page to the first handoff that dropped the constraint`);
  expect(clicks).toBeLessThanOrEqual(CLICKS_MAX);
  expect(Date.now() - startedAt).toBeLessThan(MINUTE_MS);
});

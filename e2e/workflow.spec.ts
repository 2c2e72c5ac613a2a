import { expect, test } from "@playwright/test";
import { sendTask, type Task } from "./send-task.ts";

let task: Task;
test.beforeAll(async ({ request }) => {
  task = await sendTask(request);
});

test("a task over three traces is one workflow, joined by its key, and its origin leads to the culprit handoff", async ({ page }) => {
  await expect(async () => {
    await page.goto(`/workflows?q=${task.key}`);
    await expect(page.getByRole("row", { name: task.key }).getByRole("cell").nth(4)).toHaveText("3", { timeout: 1000 });
  }).toPass();
  await page.getByRole("link", { name: task.key }).click();
  const joins = page.locator("#joins");
  await expect(joins).toContainText("handoff.correlation_id");
  await expect(joins).toContainText(task.key);
  await expect(page.getByRole("region", { name: "Traces of the workflow" }).getByRole("row")).toHaveCount(4);
  const origins = page.locator("#origins");
  await expect(origins).toContainText(`changed from “42” to “41” between ${task.planner} and ${task.writer}`);
  await origins.getByRole("link", { name: task.culprit }).first().click();
  await expect(page.getByText("This is where it began")).toBeVisible();
  await expect(page.locator("#origin").getByRole("link", { name: task.refused }).first()).toBeVisible();
});

test("a trace of a failing workflow names the culprit, and the short address leads to the workflow", async ({ page }) => {
  await expect(async () => {
    await page.goto(`/traces/${task.lastTraceId}`);
    await expect(page.getByRole("link", { name: `Began at ${task.planner} → ${task.writer}` })).toBeVisible({ timeout: 2000 });
  }).toPass();
  await page.goto(`/h/${task.refused}`);
  await expect(page.getByText("Inherited from an earlier handoff")).toBeVisible();
  await page.goto(`/w/${task.key}`);
  await expect(page).toHaveURL(new RegExp(`/workflows/${task.key}$`));
});

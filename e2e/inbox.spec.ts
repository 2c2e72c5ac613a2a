import { expect, type Page, test } from "@playwright/test";
import { accessibilityProblems, excessWidth } from "./accessibility-problems.ts";
import { bothSides, newTag, tell } from "./tell.ts";

const OPEN = "Open handoffs in groups";

test("a group is resolved by keyboard with a reason, stands under Resolved, and is put back", async ({ page, request }) => {
  const tag = newTag();
  const [source, target] = [`scribe-${tag}`, `printer-${tag}`];
  await tellMissing(request, { source, target, tag, from: 0, count: 3 });
  await untilShown(page, "/inbox", source);
  const row = page.getByRole("region", { name: OPEN }).getByRole("row", { name: source });
  await expect(row).toContainText("3×");
  await expect(row).toContainText("nobody named");
  expect(await accessibilityProblems(page, "/inbox")).toEqual([]);

  await row.getByRole("link", { name: "Payload missing" }).focus();
  await page.keyboard.press("x");
  await expect(page.getByText("1 group selected, 3 handoffs")).toBeVisible();
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "Resolve 3 handoffs" });
  await dialog.getByLabel(/^Why/).fill(`printed by hand ${tag}`);
  await dialog.getByLabel(/^Who/).fill("dana");
  await dialog.getByRole("button", { name: "Resolve" }).click();
  await expect(page.getByText("Resolved 3 handoffs.")).toBeVisible();
  await expect(row).toHaveCount(0);

  await page.getByRole("navigation", { name: "Open or resolved" }).getByRole("link", { name: "Resolved" }).click();
  const resolution = page.getByRole("listitem").filter({ hasText: `printed by hand ${tag}` }).first();
  await expect(resolution).toContainText("by dana");
  await expect(resolution).toContainText("3 still resolved");
  await resolution.getByRole("button", { name: "Reopen" }).click();
  await expect(resolution).toContainText("3 put back");
  await untilShown(page, "/inbox", source);
});

test("one handoff alone is resolved, the rest stays, and a group that grows again says so", async ({ page, request }) => {
  const tag = newTag();
  const [source, target] = [`clerk-${tag}`, `archive-${tag}`];
  await tellMissing(request, { source, target, tag, from: 0, count: 2 });
  await untilShown(page, "/inbox", source);
  const row = page.getByRole("region", { name: OPEN }).getByRole("row", { name: new RegExp(`Select Payload missing, ${source}`) });
  await row.getByRole("link", { name: "Payload missing" }).click();
  await expect(page).toHaveURL(/open=payload_missing/);
  await page.getByRole("button", { name: `Resolve the handoff missing-${tag}-0` }).click();
  await resolveWith(page, "one was found");
  await expect(row).toContainText("1×");
  await expect(row).toContainText("1 left after 1 was resolved");
  await page.goBack();
  await expect(page).not.toHaveURL(/open=/);

  await row.getByRole("button", { name: /^Resolve/ }).click();
  await resolveWith(page, "the other one, too");
  await expect(row).toHaveCount(0);
  await tellMissing(request, { source, target, tag, from: 2, count: 2 });
  await untilShown(page, "/inbox", source);
  await expect(row).toContainText("↻ Back: 2 more after 2 were resolved");
});

test("the inbox is narrowed in its address, and nothing there overflows a phone", async ({ page, request }) => {
  const tag = newTag();
  const source = `narrow-${tag}-${"very-long-name-".repeat(8)}`;
  await tellMissing(request, { source, target: `wide-${tag}`, tag, from: 0, count: 1 });
  await untilShown(page, "/inbox", `narrow-${tag}`);
  await page.getByLabel("Why it is open").selectOption("payload_missing");
  await expect(page).toHaveURL(/class=payload_missing/);
  await page.getByLabel("Age of the oldest").selectOption("30d");
  await expect(page).toHaveURL(/age=30d/);
  await expect(page.locator("main")).not.toContainText(`narrow-${tag}`);
  await page.goBack();
  await expect(page.locator("main")).toContainText(`narrow-${tag}`);
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await excessWidth(page)).toBe(0);
});

interface Missing {
  source: string;
  target: string;
  tag: string;
  from: number;
  count: number;
}

/** Handoffs whose payload was sent and did not arrive. */
async function tellMissing(request: Parameters<typeof tell>[0], { source, target, tag, from, count }: Missing): Promise<void> {
  for (let index = from; index < from + count; index += 1) await tell(request, bothSides({ source, target, id: `missing-${tag}-${index}` }, { text: "hello" }, null));
}

async function resolveWith(page: Page, reason: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Why/).fill(reason);
  await dialog.getByRole("button", { name: "Resolve" }).click();
  await expect(dialog).toHaveCount(0);
}

/** Opens a page again and again until the analysis has brought what it must show. */
async function untilShown(page: Page, path: string, words: string): Promise<void> {
  await expect(async () => {
    await page.goto(path);
    await expect(page.locator("main")).toContainText(words, { timeout: 1000 });
  }).toPass({ timeout: 30_000 });
}

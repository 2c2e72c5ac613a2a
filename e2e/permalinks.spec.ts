import { expect, type Page, test } from "@playwright/test";
import { accessibilityProblems, excessWidth } from "./accessibility-problems.ts";
import { awaitTakenOver } from "./await-taken-over.ts";
import { bothSides, newTag, tell } from "./tell.ts";

test("the copied link is the short address, and leads back to the handoff", async ({ page, context, request }) => {
  const id = await tellHandoff(request, newTag());
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await untilThere(page, id);
  const { origin, pathname } = new URL(page.url());
  await page.getByRole("button", { name: "Copy the short address of this handoff" }).click();
  await expect(page.getByText("Copied", { exact: true })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(`${origin}/h/${id}`);
  await page.goto(copied);
  await expect(page).toHaveURL(new RegExp(`${pathname}$`));
});

test("a handoff is pinned by keyboard with a reason, stays marked, and is unpinned at the second click", async ({ page, request }) => {
  const tag = newTag();
  const id = await tellHandoff(request, tag);
  await untilThere(page, id);
  await page.getByRole("button", { name: "Pin", exact: true }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Pin this handoff" });
  await dialog.getByLabel(/^Why/).fill(`postmortem ${tag}`);
  await dialog.getByLabel(/^Who/).fill("dana");
  await dialog.getByRole("button", { name: "Pin" }).click();
  await expect(dialog).toContainText("outlives every retention");
  await dialog.getByRole("button", { name: "Close" }).click();
  const mark = page.getByRole("list", { name: "Pinned" });
  await expect(mark).toContainText("Pinned by hand, by dana");
  await page.reload();
  await expect(mark).toContainText(`postmortem ${tag}`);
  expect(await accessibilityProblems(page, "/settings/retention")).toEqual([]);
  await expect(page.getByRole("region", { name: "All pins" }).getByRole("row", { name: tag })).toContainText("by hand, by dana");

  await untilThere(page, id);
  await page.getByRole("button", { name: "Unpin: this handoff" }).click();
  await page.getByRole("button", { name: "Unpin for sure: this handoff" }).click();
  await expect(mark).toHaveCount(0);
});

test("a share link shows structure and nothing that was handed over, and is closed when it is revoked", async ({ page, request }) => {
  const tag = newTag();
  const id = await tellHandoff(request, tag);
  await untilThere(page, id);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Share this handoff" });
  await dialog.getByRole("button", { name: "Share" }).click();
  const link = await dialog.getByRole("textbox", { name: "The link that was made" }).inputValue();
  expect(link).toContain(`${new URL(page.url()).origin}/share/`);
  await dialog.getByRole("button", { name: "Close" }).click();

  const { pathname } = new URL(link);
  expect(await accessibilityProblems(page, pathname)).toEqual([]);
  await expect(page.locator("main")).toContainText("text: string of");
  expect(await page.content()).not.toContain(secretOf(tag));
  await expect(page.locator("a, nav, script")).toHaveCount(0);
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await excessWidth(page)).toBe(0);

  await untilThere(page, id);
  await page.getByRole("button", { name: "Revoke: a link to this handoff" }).click();
  await page.getByRole("button", { name: "Revoke for sure: a link to this handoff" }).click();
  await expect(page.getByRole("list", { name: "Pinned" })).toHaveCount(0);
  expect((await page.goto(pathname))?.status()).toBe(410);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link was taken back.");
});

test("an id that never was has a page that says so and leads on", async ({ page }) => {
  const path = `/h/never-${newTag()}`;
  expect((await page.goto(path))?.status()).toBe(404);
  expect(await accessibilityProblems(page, path)).toEqual([]);
  await page.getByRole("link", { name: "All seams" }).click();
  await expect(page).toHaveURL(/\/$/);
});

const secretOf = (tag: string): string => `whispered ${tag}`;

/** One handoff whose text arrived; its id. */
async function tellHandoff(request: Parameters<typeof tell>[0], tag: string): Promise<string> {
  const text = { text: secretOf(tag) };
  await tell(request, bothSides({ source: `scribe-${tag}`, target: `printer-${tag}`, id: `kept-${tag}` }, text, text));
  return `kept-${tag}`;
}

/** Opens the short address of a handoff again and again until the analysis has brought it. */
async function untilThere(page: Page, id: string): Promise<void> {
  await expect(async () => {
    await page.goto(`/h/${id}`);
    await expect(page).toHaveURL(/\/handoffs\//, { timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  await awaitTakenOver(page);
}

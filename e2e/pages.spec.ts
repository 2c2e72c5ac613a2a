import { expect, type Locator, type Page, test } from "@playwright/test";
import { accessibilityProblems, excessWidth } from "./accessibility-problems.ts";
import { sendStory, type Story } from "./send-story.ts";
import { startStack } from "./start-stack.ts";

let story: Story;
test.beforeAll(async () => {
  story = await sendStory();
});

const filtered = () => `/?q=${story.writer}`;
const seamLink = (page: Page) => page.getByRole("region", { name: "All seams" }).getByRole("link", { name: story.writer });

/** Opens the seam of this file's story from home, waiting until its handoffs have been analysed. */
async function openSeam(page: Page): Promise<void> {
  await page.goto(filtered());
  await seamLink(page).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(story.publisher);
}

/** Presses a key until it has worked: keys do nothing before the page has come alive. */
async function pressUntil(page: Page, key: string, shown: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    expect(await shown.evaluate((element) => element.matches(":focus, [open]"), undefined, { timeout: 500 })).toBe(true);
  }).toPass();
}

test("a first visit teaches how to send, and fills itself when the first handoff comes", async ({ page }) => {
  const stack = await startStack();
  try {
    await page.goto(stack.dashboardUrl);
    await expect(page.getByRole("heading", { name: "Waiting for the first handoff" })).toBeVisible();
    await expect(page.getByText(`OTEL_EXPORTER_OTLP_ENDPOINT=${stack.otlpUrl}`)).toBeVisible();
    await expect(page.getByText("npm run demo")).toBeVisible();
    const { writer } = await sendStory(stack.otlpUrl);
    await expect(page.getByRole("region", { name: "All seams" }).getByRole("link", { name: writer })).toBeVisible();
  } finally {
    await stack.stop();
  }
});

test("home shows a seam in the graph and in the table, with its failures counted", async ({ page }) => {
  await page.goto(filtered());
  const row = page.getByRole("region", { name: "All seams" }).getByRole("row", { name: story.writer });
  await expect(row).toContainText("21 of 22 failed");
  await expect(page.getByRole("link", { name: `Seam ${story.writer} to ${story.publisher}, ${story.contract}` })).toBeVisible();
  await page.getByRole("button", { name: `agent ${story.publisher}` }).click();
  await expect(page).toHaveURL(new RegExp(`agent=${story.publisher}`));
  await page.goBack();
  await expect(page).not.toHaveURL(/agent=/);
});

test("twenty alike failures are one row on the seam's page, each with its last proof of life", async ({ page }) => {
  await openSeam(page);
  const group = page.getByRole("group").filter({ hasText: "20×" });
  await expect(group).toContainText("Payload missing");
  await group.locator("summary").click();
  await expect(group.getByRole("link", { name: /^vanished-/ })).toHaveCount(20);
  await expect(group.getByRole("row").nth(1)).toContainText(`${story.writer} sent it`);
  await group.getByRole("link", { name: story.vanishedId, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("without its payload; nothing stopped it.");
});

test("the handoffs of a seam are filtered in the URL, and Back undoes it", async ({ page }) => {
  await openSeam(page);
  await page.getByLabel("Finding class").selectOption("context_loss");
  await expect(page).toHaveURL(/class=context_loss/);
  const list = page.getByRole("region", { name: "List of handoffs" });
  await expect(list.getByRole("row")).toHaveCount(2);
  await list.getByRole("link", { name: story.changedId }).click();
  await expect(page.getByRole("heading", { name: "Sent ↔ received" })).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel("Finding class")).toHaveValue("context_loss");
});

test("a handoff shows who said what, and what was lost on the way, by pointer", async ({ page }) => {
  await page.goto(`/h/${encodeURIComponent(story.changedId)}`);
  await expect(page).toHaveURL(/\/handoffs\//);
  const ledger = page.getByRole("region", { name: "Ledger" });
  await expect(ledger).toContainText("Sent");
  await expect(ledger).toContainText("Received");
  const differences = page.getByRole("region", { name: "Differences between sent and received" });
  await expect(differences.getByRole("row", { name: "missing /body" })).toContainText("The handoff is where agents die.");
  await expect(differences.getByRole("row", { name: "changed /total" })).toContainText("41");
});

test("a handoff is copied as Markdown, with its address", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`/h/${encodeURIComponent(story.vanishedId)}`);
  await page.getByRole("button", { name: "Copy this handoff as Markdown" }).click();
  await expect(page.getByText("Copied")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("**Payload missing**");
  expect(copied).toContain(`/h/${story.vanishedId}>`);
});

test("a trace is found by words, and shows lanes, arrows and a waterfall that the keyboard walks", async ({ page }) => {
  await page.goto("/traces");
  await page.getByRole("searchbox", { name: "Words or an id" }).fill(story.writer);
  await page.keyboard.press("Enter");
  const row = page.getByRole("region", { name: "List of traces" }).getByRole("row", { name: story.traceId });
  await row.getByRole("link").click();
  await expect(page.getByRole("region", { name: "Timeline" })).toContainText(story.writer);
  await expect(page.getByRole("link", { name: new RegExp(`^Handoff ${story.writer} to ${story.publisher}`) }).first()).toBeVisible();
  const tree = page.getByRole("treegrid", { name: "Spans" });
  await tree.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowLeft");
  await expect(tree.locator("[data-row]")).toHaveCount(1);
  await page.keyboard.press("ArrowRight");
  await expect(tree.locator("[data-row]").nth(5)).toBeVisible();
});

test("a link to a span opens it, and n goes to the next failure", async ({ page }) => {
  await page.goto(`/traces/${story.traceId}?span=${story.failedSpanId}`);
  const panel = page.getByRole("complementary", { name: "Span" });
  await expect(panel).toContainText("status error: the post was refused");
  await expect(panel).toContainText("service.version");
  await expect(page.getByRole("button", { name: /^Next of \d\d failures/ })).toBeVisible();
  await page.keyboard.press("n");
  await expect(page).not.toHaveURL(new RegExp(story.failedSpanId));
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
});

test("the search box leads straight to what has the id, from anywhere by one key", async ({ page }) => {
  await page.goto("/docs/findings");
  await pressUntil(page, "/", page.getByRole("searchbox", { name: "Search by id or words" }));
  await page.keyboard.type(story.changedId);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/handoffs/${encodeURIComponent(story.changedId)}`));
  await page.goto(`/search?q=${story.traceId}`);
  await expect(page).toHaveURL(new RegExp(`/traces/${story.traceId}`));
});

test("short addresses need no time range, and what is not there is named", async ({ page }) => {
  await openSeam(page);
  const seamId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await page.goto(`/s/${seamId}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(story.writer);
  await page.goto(`/t/${story.traceId}`);
  await expect(page.getByRole("treegrid", { name: "Spans" })).toBeVisible();
  const missing = await page.goto("/h/no%2Fsuch");
  expect(missing?.status()).toBe(404);
  await expect(page.getByText("no/such")).toBeVisible();
});

test("the question mark shows the keys, and they can be switched off", async ({ page }) => {
  await page.goto("/docs/findings");
  const sheet = page.getByRole("dialog", { name: "Keyboard" });
  await pressUntil(page, "?", sheet);
  await sheet.getByLabel("Single-key shortcuts").uncheck();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await page.keyboard.press("?");
  await expect(sheet).toBeHidden();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`every page meets WCAG 2.2 AA in ${colorScheme}, and nothing is wider than the window`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await openSeam(page);
    const seam = new URL(page.url()).pathname;
    const pages = [filtered(), seam, `/h/${encodeURIComponent(story.changedId)}`, "/traces", `/traces/${story.traceId}?span=${story.failedSpanId}`, "/docs/findings", "/traces/none"];
    for (const path of pages) {
      expect(await accessibilityProblems(page, path)).toEqual([]);
      expect(await excessWidth(page)).toBe(0);
    }
  });
}

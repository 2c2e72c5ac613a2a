import { expect, type APIRequestContext, type Page, test } from "@playwright/test";
import { accessibilityProblems, excessWidth } from "./accessibility-problems.ts";
import { bothSides, declareAgent, newTag, pushContract, tell } from "./tell.ts";

interface Fleet {
  tag: string;
  planner: string;
  writer: string;
  editor: string;
  team: string;
}

let fleet: Fleet;

const at = (minutesAgo: number): string => new Date(Date.now() - minutesAgo * 60_000).toISOString();

/** A writer that begins to lose what it is given with its second version, an editor behind it, and two others they never meet. */
async function sendFleet(request: APIRequestContext): Promise<Fleet> {
  const tag = newTag();
  const [planner, writer, editor, team] = [`planner-${tag}`, `writer-${tag}`, `editor-${tag}`, `team-${tag}`];
  const reports = Array.from({ length: 20 }, (_, index) => {
    const isNew = index >= 12;
    const about = { source: planner, target: writer, target_version: isNew ? "2.0.0" : "1.0.0", source_version: "1.0.0", contract: `brief-${tag}`, id: `brief-${tag}-${index}`, at: at(40 - index) };
    return bothSides(about, { text: "write this" }, isNew ? "" : { text: "write this" });
  });
  await tell(request, reports.flat());
  await tell(request, [
    ...bothSides({ source: writer, target: editor, contract: `draft-${tag}`, id: `draft-${tag}`, at: at(10) }, { text: "done" }, { text: "done" }),
    ...bothSides({ source: `lonely-${tag}`, target: `friend-${tag}`, contract: `chat-${tag}`, id: `chat-${tag}`, at: at(10) }, { text: "hi" }, { text: "hi" }),
  ]);
  await declareAgent(request, writer, team);
  return { tag, planner, writer, editor, team };
}

test.beforeAll(async ({ request }) => {
  fleet = await sendFleet(request);
});

const rows = (page: Page) => page.getByRole("grid").getByRole("row").filter({ hasText: fleet.tag });

/** Home with this file's seams alone, once all of them have been analysed. */
async function openHome(page: Page, more = ""): Promise<void> {
  await expect(async () => {
    await page.goto(`/?q=${fleet.tag}`);
    await expect(rows(page)).toHaveCount(3, { timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  if (more !== "") await page.goto(`/?q=${fleet.tag}${more}`);
}

test("an agent is chosen in the graph, its neighbourhood widened, and Back undoes both", async ({ page }) => {
  await openHome(page);
  await page.getByRole("combobox", { name: "Show the seams of one agent" }).fill(fleet.planner);
  await expect(page).toHaveURL(new RegExp(`agent=${fleet.planner}`));
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole("button", { name: "and its neighbours’" }).click();
  await expect(rows(page)).toHaveCount(2);
  await page.goBack();
  await expect(rows(page)).toHaveCount(1);
  await page.goBack();
  await expect(rows(page)).toHaveCount(3);
});

test("agents of the graph are reached and chosen by keys", async ({ page }) => {
  await openHome(page, `&agent=${fleet.writer}`);
  const agent = (name: string) => page.getByRole("button", { name: `agent ${name}` });
  await agent(fleet.planner).focus();
  await page.keyboard.press("ArrowRight");
  await expect(agent(fleet.writer)).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(agent(fleet.editor)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`agent=${fleet.editor}`));
});

test("facets count what they would show, stand in the URL, and Back undoes them", async ({ page }) => {
  await openHome(page);
  const failing = page.getByRole("group", { name: "Problem" }).getByRole("button", { name: /^failing/ });
  await expect(failing).toHaveText("failing1");
  await failing.click();
  await expect(page).toHaveURL(/problem=failing/);
  await expect(rows(page)).toHaveCount(1);
  await page.goBack();
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole("combobox", { name: "Owner" }).selectOption(fleet.team);
  await expect(rows(page)).toHaveCount(1);
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
});

test("the table is moved in and sorted by keys alone, and Enter opens the seam", async ({ page }) => {
  await openHome(page);
  const first = page.getByRole("grid").getByRole("button", { name: "Seam" });
  await expect(async () => {
    await first.focus();
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("grid").getByRole("button", { name: "Handoffs" })).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("columnheader", { name: "Handoffs" })).toHaveAttribute("aria-sort", "descending");
  await expect(page).toHaveURL(/sort=handoffs/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  await expect(rows(page).first().getByRole("link")).toBeFocused();
  await page.keyboard.press("Control+End");
  await expect(rows(page).last().getByRole("gridcell").last()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/seams\//);
});

test("columns are chosen, and the choice stands in the URL", async ({ page }) => {
  await openHome(page);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Trend" }).click();
  await expect(page.getByRole("columnheader", { name: "Trend" })).toHaveCount(0);
  await expect(page).toHaveURL(/hide=trend/);
});

test("a new version is marked over the traffic, and its mark leads to what it changed", async ({ page }) => {
  await openHome(page);
  await page.getByRole("link", { name: `${fleet.writer} 2.0.0 was seen for the first time, after 1.0.0. Show in the list` }).click();
  await expect(page).toHaveURL(/changed=1/);
  const line = page.getByRole("region", { name: "Versions, models and contracts" }).getByRole("listitem").filter({ hasText: fleet.writer });
  await expect(line).toContainText("failed 0% of 12 before → 100% of 8 with it");
  await line.getByRole("link", { name: `${fleet.planner} → ${fleet.writer}` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(fleet.writer);
});

test("what changed opens, and Back closes it", async ({ page }) => {
  await openHome(page);
  const toggle = page.getByRole("button", { name: /^What changed/ });
  await expect(async () => {
    await toggle.click();
    await expect(toggle).toHaveAttribute("aria-expanded", "true", { timeout: 500 });
  }).toPass();
  await expect(page.getByRole("region", { name: "Versions, models and contracts" })).toBeVisible();
  await page.goBack();
  await expect(toggle).toHaveAttribute("aria-expanded", "false");
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 1024, 390]) {
    test(`home keeps WCAG 2.2 AA and its window's width: ${colorScheme}, ${width} pixels`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      expect(await accessibilityProblems(page, `/?q=${fleet.tag}&changed=1`)).toEqual([]);
      expect(await excessWidth(page)).toBe(0);
      await context.close();
    });
  }
}

test("a seam that only a contract names is drawn as never seen, stands in the table when it is asked for, and leads to its contract", async ({ page, request }) => {
  const { tag, editor } = fleet;
  await pushContract(request, { contract: `review-${tag}`, version: "1.0.0", seam: { source: editor, target: `auditor-${tag}` } });
  await openHome(page);
  await expect(page.getByRole("link", { name: `Seam ${editor} to auditor-${tag}, review-${tag}: declared, never seen` })).toBeVisible();
  await page.getByRole("button", { name: /^never seen/ }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("never");
  await page.goBack();
  await expect(rows(page)).toHaveCount(3);
  await page.goForward();
  await rows(page).getByRole("link").first().click();
  await expect(page).toHaveURL(new RegExp(`/contracts/review-${tag}`));
});

test("the bar tells how much is open in the inbox", async ({ page, request }) => {
  await openHome(page);
  const { handoffs } = await (await request.get("/api/v1/reconciliation/open")).json();
  expect(handoffs).toBeGreaterThan(0);
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Inbox/ })).toHaveAccessibleName(/^Inbox [\d,]+ handoffs? open$/);
});

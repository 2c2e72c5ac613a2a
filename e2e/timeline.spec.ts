import { expect, test, type Page } from "@playwright/test";
import { randomBytes } from "node:crypto";
import { accessibilityProblems } from "./accessibility-problems.ts";
import { bothSides, newTag, tell } from "./tell.ts";

interface Runs {
  good: string;
  bad: string;
  traceId: string;
  writer: string;
  printer: string;
}

let runs: Runs;
test.beforeAll(async ({ request }) => {
  const tag = newTag();
  const [writer, printer] = [`writer-${tag}`, `printer-${tag}`];
  const start = Date.now() - 20 * 3_600_000;
  const at = (hours: number) => new Date(start + hours * 3_600_000).toISOString();
  const sendRun = async (key: string, isLost: boolean): Promise<string> => {
    const [first, second] = [randomBytes(16).toString("hex"), randomBytes(16).toString("hex")];
    const planned = { source: `planner-${tag}`, target: writer, correlation_id: key, trace_id: first, contract: "plan", id: `${key}-planned` };
    const written = { source: writer, target: printer, correlation_id: key, contract: "draft", id: `${key}-written` };
    await tell(request, [
      ...bothSides({ ...planned, at: at(0) }, { total: 42 }, { total: 42 }).map((report, side) => ({ ...report, at: at(side * 0.02) })),
      { ...written, trace_id: first, at: at(0.05), payload: { text: "a draft" } },
      { ...written, trace_id: first, at: at(0.06), state: "gate_requested" },
      { ...written, trace_id: second, at: at(14), state: "approved" },
      ...(isLost ? [] : [{ ...written, trace_id: second, at: at(14.02), state: "received", payload: { text: "a draft" } }]),
    ]);
    return first;
  };
  const [good, bad] = [`good-${tag}`, `bad-${tag}`];
  await sendRun(good, false);
  runs = { good, bad, writer, printer, traceId: await sendRun(bad, true) };
});

async function openWorkflow(page: Page, key: string): Promise<void> {
  await expect(async () => {
    await page.goto(`/workflows/${key}`);
    await expect(page.getByRole("link", { name: "Open as JSON" })).toBeVisible({ timeout: 2000 });
    // The plot is drawn by the browser: the page has come alive when it is there.
    await expect(page.getByRole("region", { name: "Timeline" }).locator("canvas")).toBeVisible({ timeout: 4000 });
  }).toPass();
}

test("a brush zooms, the URL keeps it, Back undoes it, and keys zoom, pan and show all", async ({ page }) => {
  await openWorkflow(page, runs.good);
  const shown = page.getByRole("status", { name: "Time shown" });
  await expect(shown).toContainText("all");
  const plot = page.getByRole("region", { name: "Timeline" }).locator("canvas");
  const box = await plot.boundingBox();
  if (box === null) throw new Error("the plot has no size");
  await page.mouse.move(box.x + box.width * 0.2, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 60, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/timeline=\d/);
  await expect(shown).toContainText(" to ");
  await page.goBack();
  await expect(shown).toContainText("all");
  await page.keyboard.press("+");
  await expect(page).toHaveURL(/timeline=\d/);
  const zoomed = page.url();
  await page.getByRole("region", { name: "Timeline" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page).not.toHaveURL(zoomed);
  await page.keyboard.press("0");
  await expect(shown).toContainText("all");
  await page.goto(zoomed);
  await expect(shown).toContainText(" to ");
});

test("the overnight gate is named, and most of the critical path's time", async ({ page }) => {
  await openWorkflow(page, runs.good);
  await expect(page.getByRole("list", { name: "What was waited for" })).toContainText(`about what ${runs.writer} handed to ${runs.printer}`);
  const largest = page.getByRole("row").filter({ hasText: "at a gate" }).first();
  await expect(largest).toContainText("99");
  await expect(largest).toContainText(`${runs.writer} → ${runs.printer}`);
  await page.getByRole("checkbox", { name: "Critical path" }).uncheck();
  await expect(page.getByText("What the time was spent on")).toBeHidden();
});

test("a lost handoff says so on its arrow, and each trace stands on the clock as a link", async ({ page }) => {
  await openWorkflow(page, runs.bad);
  const arrow = page.getByRole("link", { name: `Handoff ${runs.writer} to ${runs.printer}: Lost` });
  await expect(arrow).toContainText("lost");
  await expect(page.getByRole("link", { name: /^Trace / })).toHaveCount(2);
});

test("playback moves on its own, stops on p, steps by keys, and rests in the URL", async ({ page }) => {
  await openWorkflow(page, runs.good);
  await page.getByRole("button", { name: "Play (p)" }).click();
  const playhead = page.getByRole("status", { name: "At the playhead" });
  await expect(playhead).toBeVisible();
  await expect(page.getByRole("button", { name: "Pause (p)" })).toBeVisible();
  await page.keyboard.press("p");
  await expect(page).toHaveURL(/at=\d/);
  const rested = page.url();
  await page.keyboard.press("]");
  await expect(page).not.toHaveURL(rested);
  await page.reload();
  await expect(playhead).toBeVisible();
  await page.getByRole("button", { name: "Take the playhead away" }).click();
  await expect(playhead).toBeHidden();
});

test("who wants no motion sees the playhead go from event to event", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openWorkflow(page, runs.good);
  await page.keyboard.press("p");
  const playhead = page.getByRole("status", { name: "At the playhead" });
  await expect(playhead).toContainText(/^1 m 12 s/);
  await page.keyboard.press("p");
});

test("two runs are compared: the other one is suggested, and the first difference named", async ({ page }) => {
  await openWorkflow(page, runs.bad);
  await page.getByRole("link", { name: "Compare with another run" }).click();
  await page.getByRole("link", { name: runs.good }).click();
  await expect(page).toHaveURL(new RegExp(`a=${runs.good}&b=${runs.bad}`));
  await expect(page.locator("#divergence")).toContainText(`After 1 handoff alike they first differ at ${runs.writer} → ${runs.printer}: verdict delivered in A, lost in B`);
  await expect(page.getByRole("region", { name: "Findings that differ" })).toContainText("new in B");
  await page.getByRole("checkbox", { name: "Only what differs" }).uncheck();
  await expect(page.getByRole("region", { name: "Handoffs of both runs" }).getByRole("row")).toHaveCount(3);
  await page.getByRole("link", { name: "Swap A and B" }).click();
  await expect(page.locator("#divergence")).toContainText("lost in A, delivered in B");
  await page.goto(`/compare?a=${runs.good}&b=nothing-of-this-name`);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("nothing-of-this-name");
});

test("a trace without captured content teaches what captures it, and its handoffs stand there all the same", async ({ page }) => {
  await page.goto(`/traces/${runs.traceId}`);
  await page.getByRole("link", { name: "Read what the agents said" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("region", { name: `Handoff from ${runs.writer} to ${runs.printer}` })).toBeVisible();
  await page.getByText("What was handed over").last().click();
  await expect(page.getByText("a draft").last()).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`timeline, comparison and reading are accessible, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openWorkflow(page, runs.bad);
    for (const address of [`/workflows/${runs.bad}`, `/compare?a=${runs.good}&b=${runs.bad}`, `/compare?a=${runs.bad}`, `/traces/${runs.traceId}/reading`]) {
      expect(await accessibilityProblems(page, address)).toEqual([]);
    }
  });
}

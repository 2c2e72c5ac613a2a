import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { accessibilityProblems, excessWidth } from "./accessibility-problems.ts";
import { bothSides, newTag, pushContract, tell } from "./tell.ts";

const WIDTHS = [1440, 1024, 390];

/** Two seams of one case: one that a contract governs, one that nobody answers for; opens the audit once both are there. */
async function twoSeams(page: Page): Promise<{ tag: string; kept: string; left: string; team: string }> {
  const { request } = page;
  const tag = newTag();
  const [kept, left, team] = [`scribe-${tag}`, `drifter-${tag}`, `scribes-${tag}`];
  const terms = { contract: `note-${tag}`, version: "1.0.0", seam: { source: kept, target: `desk-${tag}` }, owner: { team, contact: `#${team}` }, payload: { type: "object" }, fallback: { owner: "human:editor" }, stakes: "irreversible", gate: { kind: "approval" } };
  await pushContract(request, terms);
  await tell(request, bothSides({ source: kept, target: `desk-${tag}`, contract: `note-${tag}`, contract_version: "1.0.0", id: `kept-${tag}`, correlation_id: `case-${tag}` }, { text: "secret words" }, { text: "secret words" }));
  await tell(request, bothSides({ source: left, target: `=cmd-${tag}`, id: `left-${tag}` }, { text: "b" }, { text: "b" }));
  await untilShown(page, `/audit?q=${tag}`, `2 of `);
  return { tag, kept, left, team };
}

test("filters narrow the audit, stand in the address with their counts, and Back undoes them", async ({ page }) => {
  const { tag, kept, left, team } = await twoSeams(page);
  const table = page.getByRole("region", { name: "Table of audited seams" });
  await expect(page.getByLabel("Owner").getByRole("option", { name: `${team} (1)` })).toBeAttached();
  await page.getByLabel("What is lacking").selectOption("owned");
  await expect(page).toHaveURL(/missing=owned/);
  await expect(table.getByRole("link", { name: left })).toBeVisible();
  await expect(table.getByRole("link", { name: kept })).toHaveCount(0);
  await page.goBack();
  await expect(table.getByRole("link", { name: kept })).toBeVisible();
  await page.getByLabel("Group by owner").check();
  await expect(table.getByRole("rowheader", { name: team })).toBeVisible();
  await expect(table.getByRole("rowheader", { name: "Nobody named" })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Group by owner")).toBeChecked();
  await expect(page.getByLabel(/Filter the seams/)).toHaveValue(tag);
});

test("an opened row tells the evidence of each point, by keyboard as well", async ({ page }) => {
  const { kept } = await twoSeams(page);
  const why = page.getByRole("row", { name: kept }).getByRole("button");
  await why.focus();
  await page.keyboard.press("Enter");
  await expect(why).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByText("is in force and asks for a payload schema.")).toBeVisible();
  await expect(page.getByText("human:editor to take over and a gate.")).toBeVisible();
});

test("CSV and JSON export what is filtered, and a name that is a formula runs nowhere", async ({ page }) => {
  const { tag } = await twoSeams(page);
  const csv = await download(page, "Export these seams as CSV");
  expect(csv.name).toMatch(/^seamscope-audit-[\d-]+\.csv$/);
  const lines = csv.text.split("\r\n");
  expect(lines).toHaveLength(4);
  expect(lines[0]).toContain("rank,weight,seam_id,source,target");
  expect(csv.text).toContain(`,'=cmd-${tag},`);
  const json = await download(page, "Export these seams as JSON");
  expect(JSON.parse(json.text)).toMatchObject({ seamsInAll: expect.any(Number), seams: [{ source: expect.stringContaining(tag) }, { source: expect.stringContaining(tag) }] });
});

test("a workflow's compliance record is a page and a file without payloads, the same however often it is exported", async ({ page }) => {
  const { tag } = await twoSeams(page);
  await page.goto(`/workflows/case-${tag}`);
  await page.getByRole("link", { name: "Compliance record" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`Compliance record of case-${tag}`);
  await expect(page.getByRole("listitem").filter({ hasText: "Missing evidence" })).toContainText("sha256:");
  await expect(page.getByText("secret words")).toHaveCount(0);
  const [first, second] = [await download(page, "Export JSON"), await download(page, "Export JSON")];
  expect(second.text).toBe(first.text);
  expect(first.text).not.toContain("secret words");
  const { digest }: { digest: { value: string } } = JSON.parse(first.text);
  expect(createHash("sha256").update(first.text.replace(/"digest":\{[^}]*\},/, "")).digest("hex")).toBe(digest.value);
});

test("audit and record miss nothing of WCAG 2.2 AA, in light and dark", async ({ page }) => {
  test.slow();
  const { tag } = await twoSeams(page);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const path of ["/audit", `/audit?q=${tag}&group=owner`, `/workflows/case-${tag}/record`]) expect(await accessibilityProblems(page, path)).toEqual([]);
  }
});

test("audit and record fit every width, and every row is printed", async ({ page }) => {
  test.slow();
  const { tag } = await twoSeams(page);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const path of ["/audit", `/workflows/case-${tag}/record`]) {
      await page.goto(path);
      expect(await excessWidth(page)).toBe(0);
    }
  }
  await page.goto("/audit");
  await page.emulateMedia({ media: "print" });
  const rows = page.getByRole("region", { name: "Table of audited seams" }).locator("tbody[data-index]");
  const [, shown] = /(\d+)/.exec((await page.getByText(/^[\d,]+ seams?\.$/).textContent()) ?? "") ?? [];
  await expect(rows).toHaveCount(Number(shown));
});

async function download(page: Page, name: string): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
}

/** Opens a page again and again until the analysis has brought what it must show. */
async function untilShown(page: Page, path: string, words: string): Promise<void> {
  await expect(async () => {
    await page.goto(path);
    await expect(page.getByText(words).first()).toBeVisible({ timeout: 2000 });
  }).toPass();
}

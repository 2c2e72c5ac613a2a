import { expect, type Page, test } from "@playwright/test";
import { sendStory } from "./send-story.ts";
import { bothSides, declareAgent, newTag, pushContract, tell } from "./tell.ts";

const HANDOFFS = 6;

test("a handoff told as a plain envelope has its page, with the warnings it came with", async ({ page, request }) => {
  const tag = newTag();
  const about = { source: `script-${tag}`, target: `mailer-${tag}`, id: `plain-${tag}` };
  await tell(request, [{ ...about, payload: { text: "hello" }, warnings: ["the address was guessed"] }, { ...about, state: "received", payload: { text: "hello" } }]);
  await untilShown(page, `/h/${about.id}`, "the address was guessed");
  await expect(page.getByRole("region", { name: "Ledger" })).toContainText("Received");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`script-${tag}`);
});

test("a contract pushed for the past turns stored handoffs into failures, and its page names the seam and who sends the old version", async ({ page, request }) => {
  const tag = newTag();
  const [source, target, contract] = [`clerk-${tag}`, `press-${tag}`, `notice-${tag}`];
  for (let index = 0; index < HANDOFFS; index += 1) {
    await tell(request, bothSides({ source, target, contract, contract_version: "1.0.0", id: `notice-${tag}-${index}` }, { title: "Seams" }, { title: "Seams" }));
  }
  await untilShown(page, `/?q=${source}`, `of ${HANDOFFS} failed`);
  await page.getByRole("region", { name: "All seams" }).getByRole("link", { name: source }).click();
  await expect(page.getByText("No contract governs this seam.")).toBeVisible();
  const seam = new URL(page.url()).pathname;

  await page.getByRole("link", { name: "Propose one" }).click();
  await expect(page.getByRole("heading", { name: "Proposed contract" })).toBeVisible();
  await expect(page.getByText(`contract: ${contract}`)).toBeVisible();

  const payload = { type: "object", required: ["title", "body"], properties: { title: { type: "string" }, body: { type: "string" } } };
  const terms = { contract, seam: { source, target }, owner: { team: `notices-${tag}` }, payload, mode: "enforce" };
  await pushContract(request, { ...terms, version: "1.0.0" });
  await pushContract(request, { ...terms, version: "1.1.0", deprecated: { below: "1.1.0", sunset: "2020-01-31" } });

  await untilShown(page, seam, "Schema violation");
  await expect(page.getByRole("group").filter({ hasText: `${HANDOFFS}×Schema violation` })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Findings on the seam itself" })).toBeVisible();
  await expect(page.getByText("No fallback", { exact: true }).first()).toBeVisible();
  await page.getByRole("link", { name: contract, exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`${contract} 1.1.0`);
  await expect(page.getByRole("region", { name: "Seams it governs" }).getByRole("link", { name: `${source} → ${target}` })).toHaveAttribute("href", seam);
  const sender = page.getByRole("region", { name: "Senders" }).getByRole("row", { name: source });
  await expect(sender).toContainText(/1\.0\.0\s*≠ 1\.1\.0\s*deprecated/);
  await expect(sender).toContainText(`✕ ${HANDOFFS}`);
  await expect(page.getByRole("region", { name: "Versions below 1.1.0 are deprecated" })).toContainText(`${HANDOFFS} handoffs still claimed one in the last seven days (1.0.0)`);
  await expect(page.getByRole("region", { name: "What breaks it" }).getByRole("listitem").filter({ hasText: "Schema violation" }).first()).toContainText(`${HANDOFFS}×`);
  const compare = page.getByRole("region", { name: "Compare two versions" });
  await expect(compare).toContainText("DEPRECATION_CHANGED");
  await compare.getByLabel("From version").selectOption("1.1.0");
  await expect(compare).toContainText("Choose two different versions.");
  await page.goBack();
  await expect(compare).toContainText("DEPRECATION_CHANGED");
  await page.goto(`/h/notice-${tag}-0`);
  await expect(page.getByRole("link", { name: `${contract} 1.0.0` })).toBeVisible();
});

test("the settings say what came in, what is kept for how long, and what that takes", async ({ page, request }) => {
  await tell(request, bothSides({ source: "keeper", target: "store", id: `kept-${newTag()}` }, { n: 1 }, { n: 1 }));
  await untilShown(page, "/settings", "accounted for");
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Retention & disk" }).click();
  await expect(page.getByRole("region", { name: "Retention by kind of data" }).getByRole("row", { name: "Rejects" })).toContainText("30 days");
  await expect(page.getByRole("region", { name: "Tables on disk" }).getByRole("row", { name: "spans" }).first()).toBeVisible();
  await expect(page.getByRole("meter").first()).toBeVisible();
});

test("a declared agent shows its owner, and changing it names the teams that must be told", async ({ page, request }) => {
  const tag = newTag();
  const [source, target] = [`scout-${tag}`, `cook-${tag}`];
  await tell(request, bothSides({ source, target, id: `meal-${tag}` }, { dish: "soup" }, { dish: "soup" }));
  await declareAgent(request, target, `kitchen-${tag}`);
  await untilShown(page, "/agents", source);
  await page.getByRole("searchbox", { name: "Filter agents" }).fill(tag);
  await page.getByRole("region", { name: "Table of agents" }).getByRole("link", { name: target }).click();
  await expect(page.getByText(`owned by kitchen-${tag}, #kitchen-${tag}`)).toBeVisible();
  await page.goto(`/agents/${source}`);
  await expect(page.getByText(new RegExp(`To tell: kitchen-${tag}`))).toBeVisible();
  await page.getByRole("region", { name: "Seams of this agent" }).getByRole("link").click();
  await expect(page).toHaveURL(/\/seams\//);
});

test("the inbox groups twenty payload-less drafts, and leads to their seam filtered by class", async ({ page }) => {
  const { writer, publisher } = await sendStory();
  await untilShown(page, "/inbox", writer);
  const row = page.getByRole("region", { name: "Open handoffs in groups" }).getByRole("row", { name: writer });
  await expect(row).toContainText("20×");
  await expect(row).toContainText("Payload missing");
  const seam = row.getByRole("link", { name: `${writer} → ${publisher}` });
  await seam.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Finding class")).toHaveValue("payload_missing");
  await expect(page.getByRole("region", { name: "List of handoffs" }).getByRole("row")).toHaveCount(21);
});

/** Opens a page again and again until the analysis has brought what it must show. */
async function untilShown(page: Page, path: string, words: string): Promise<void> {
  await expect(async () => {
    await page.goto(path);
    await expect(page.locator("main")).toContainText(words, { timeout: 1000 });
  }).toPass({ timeout: 30_000 });
}

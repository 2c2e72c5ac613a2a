import { createHmac } from "node:crypto";
import { type APIRequestContext, expect, type Locator, type Page, test } from "@playwright/test";
import { z } from "zod";
import { awaitTakenOver } from "./await-taken-over.ts";
import { sendStory, type Story } from "./send-story.ts";

const CLICKS_MAX = 4;
const Firings = z.object({ firings: z.array(z.object({ id: z.string() })) });
const Ticket = z.object({ citations: z.array(z.object({ kind: z.string(), subjectId: z.string(), pinned: z.boolean() })) });

let story: Story;
test.beforeAll(async () => {
  story = await sendStory();
});

/** Waits until the vanished handoff of the story was found. */
async function awaitVanished(request: APIRequestContext): Promise<string> {
  const address = `/handoffs/${encodeURIComponent(story.vanishedId)}`;
  await expect.poll(async () => (await request.get(`/api/v1${address}`)).status(), { timeout: 30_000 }).toBe(200);
  return address;
}

async function openVanished(page: Page): Promise<void> {
  await page.goto(await awaitVanished(page.request));
  await awaitTakenOver(page);
}

/** Has a rule fire on the story's seam, and answers the firing's id. */
async function fire(page: Page, name: string): Promise<string> {
  const saved = await page.request.post("/api/v1/alert-rules", { data: { name, metric: "failure_rate", source: story.writer, above: 0.05, window: "15m", every: "5s", minVolume: 1 } });
  expect(saved.ok(), await saved.text()).toBe(true);
  const found: string[] = [];
  await expect.poll(async () => {
    const answer = await page.request.get(`/api/v1/alerts/firings?rule=${encodeURIComponent(name)}`);
    found.push(...Firings.parse(await answer.json()).firings.map((firing) => firing.id));
    return found.length;
  }, { timeout: 60_000 }).toBeGreaterThan(0);
  return found[0] ?? "";
}

test("from an alert's link to the culprit handoff to a ticket with its evidence in at most four clicks", async ({ page, context }, info) => {
  test.setTimeout(180_000);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const [key, firing] = [`INC-${Date.now()}`, await fire(page, `failures of ${story.writer}`)];
  let clicks = 0;
  const click = async (what: Locator): Promise<void> => {
    await what.click();
    clicks += 1;
  };
  await page.goto(`/a/${firing}`);
  await click(page.getByRole("region", { name: "Sample handoffs" }).getByRole("link", { name: /^vanished-/ }).first());
  await expect(page).toHaveURL(/\/handoffs\/vanished-/);
  await awaitTakenOver(page);
  await click(page.getByRole("button", { name: "Cite in a ticket" }));
  await page.keyboard.type(key);
  await click(page.getByRole("button", { name: "Attach" }));
  await expect(page.getByRole("heading", { name: `${key} cites this handoff` })).toBeVisible();
  await click(page.getByRole("button", { name: /^Copy the evidence as Markdown/ }));
  await expect(page.getByText("Copied")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`### ${story.writer} → ${story.publisher}`);
  expect(copied).toContain("**Payload missing**");
  expect(copied).toMatch(/<http.*\/h\/vanished-/);
  const ticket = Ticket.parse(await (await page.request.get(`/api/v1/tickets/${key}`)).json());
  expect(ticket.citations).toMatchObject([{ kind: "handoff", pinned: true }]);
  info.annotations.push({ type: "clicks", description: String(clicks) });
  console.log(`${clicks} clicks from an alert's link to a ticket with its evidence`);
  expect(clicks).toBeLessThanOrEqual(CLICKS_MAX);
});

test("a ticket is attached by the keyboard alone, stands on the handoff, and is detached on its page", async ({ page }) => {
  const key = `PAY-${Date.now()}`;
  await openVanished(page);
  await expect(page.getByRole("button", { name: "Cite in a ticket" })).toBeEnabled();
  // The key does nothing until the page is at work; a live page is never without a request.
  await expect(async () => {
    await page.keyboard.press("x");
    await expect(page.getByRole("textbox", { name: /^Ticket/ })).toBeFocused({ timeout: 1000 });
  }).toPass();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(`https://acme.atlassian.net/browse/${key}`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Copy the evidence as Markdown/ })).toBeFocused();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: key }).first().click();
  await expect(page.getByRole("link", { name: `https://acme.atlassian.net/browse/${key}` })).toHaveAttribute("rel", "noopener noreferrer");
  const cites = page.getByRole("region", { name: "What it cites" });
  await expect(cites).toContainText(`${story.writer} handed ${story.contract} to ${story.publisher}`);
  await expect(cites).toContainText("pinned: outlives retention");
  // A part of the page that has only just come may not be at work yet.
  await expect(async () => {
    await page.getByRole("button", { name: "Detach this handoff" }).click({ timeout: 1000 });
    await expect(page.getByRole("button", { name: "Detach and unpin?" })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.getByRole("button", { name: "Detach and unpin?" }).click();
  await expect(page.getByText("It cites nothing yet.")).toBeVisible();
});

test("what is no ticket is refused in words, and nothing is attached", async ({ page }) => {
  await openVanished(page);
  await page.getByRole("button", { name: "Cite in a ticket" }).click();
  await page.getByRole("textbox", { name: /^Ticket/ }).fill("javascript:alert(1)");
  await page.getByRole("button", { name: "Attach" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Not attached" })).toContainText("expected a ticket's key");
});

test("a link is unfurled: title, sentence and a picture, by its short address", async ({ request }) => {
  await awaitVanished(request);
  const page = await request.get(`/h/${encodeURIComponent(story.vanishedId)}`, { headers: { "user-agent": "Mozilla/5.0 (compatible; Unfurler/1.0)" } });
  const head = (await page.text()).split("</head>", 1)[0] ?? "";
  expect(head).toContain(`<meta property="og:title" content="${story.writer} → ${story.publisher}"`);
  const picture = /<meta property="og:image" content="([^"]+)"/.exec(head)?.[1] ?? "";
  const image = await request.get(new URL(picture).pathname);
  expect([image.status(), image.headers()["content-type"]]).toEqual([200, "image/png"]);
  expect((await image.body()).subarray(1, 4).toString("latin1")).toBe("PNG");
});

test("a card for frames runs nothing, and nobody may frame it unless somebody is named", async ({ page }) => {
  const answer = await page.goto(`/embed/handoffs/${encodeURIComponent(story.vanishedId)}`);
  expect(answer?.headers()["content-security-policy"]).toBe("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  await expect(page.getByText("set SEAMSCOPE_EMBED_ANCESTORS")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(story.publisher);
});

test("the hook for tickets is closed without a secret", async ({ request }) => {
  const body = JSON.stringify({ ticket: "INC-1", links: [`handoff:${story.vanishedId}`] });
  const answer = await request.post("/api/v1/hooks/tickets", { headers: { "content-type": "application/json", "x-hub-signature-256": `sha256=${createHmac("sha256", "").update(body).digest("hex")}` }, data: body });
  expect(answer.status()).toBe(403);
  expect(await answer.text()).toContain("SEAMSCOPE_HOOK_SECRET");
});

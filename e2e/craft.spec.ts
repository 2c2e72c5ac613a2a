import { chromium, expect, type Page, request as requests, test } from "@playwright/test";
import { KEYS } from "../components/shell/keys.ts";
import { excessWidth } from "./accessibility-problems.ts";
import { childrenOf } from "./processes.ts";
import { sendStory, type Story } from "./send-story.ts";
import { startStack } from "./start-stack.ts";

let story: Story;
test.beforeAll(async ({ request }) => {
  story = await sendStory();
  await expect.poll(async () => (await request.get(`/api/v1/handoffs/${encodeURIComponent(story.vanishedId)}`)).status()).toBe(200);
});

const menu = (page: Page) => page.getByRole("dialog", { name: "Command menu" });

/** Opens the command menu by its key, as soon as the page has come alive. */
async function openMenu(page: Page): Promise<void> {
  await expect(async () => {
    if (!(await menu(page).isVisible())) await page.keyboard.press("Control+k");
    await expect(menu(page).getByRole("combobox")).toBeFocused({ timeout: 1000 });
  }).toPass();
}

test("the command menu finds agents, seams and ids as they are typed, and leads there by the keyboard alone", async ({ page }) => {
  await page.goto("/docs/findings");
  await openMenu(page);
  await page.keyboard.type(story.writer);
  await expect(menu(page).getByRole("option", { name: `agent ${story.writer}` })).toBeVisible();
  await expect(menu(page).getByRole("option", { name: new RegExp(`^seam ${story.writer} → ${story.publisher}`) })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/agents/${story.writer}$`));
  await expect(menu(page)).toBeHidden();
  await openMenu(page);
  await page.keyboard.type(story.vanishedId);
  await expect(menu(page).getByRole("option", { name: `handoff ${story.vanishedId}` })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/handoffs/${story.vanishedId}$`));
  await page.waitForTimeout(2000);
  await page.goto("/");
  await openMenu(page);
  await expect(menu(page).getByRole("group", { name: "Lately" }).getByRole("option").first()).toContainText(story.writer);
  await page.keyboard.press("Escape");
  await expect(menu(page)).toBeHidden();
});

test("the command menu changes the window of time in the address, and Back undoes it", async ({ page }) => {
  await page.goto("/traces");
  await openMenu(page);
  await page.keyboard.type("last 7");
  await menu(page).getByRole("option", { name: "Time range: last 7 days" }).click();
  await expect(page).toHaveURL(/range=7d/);
  await page.goBack();
  await expect(page).not.toHaveURL(/range=7d/);
});

test("rows are tight when asked for, from the first paint of the next page on", async ({ page }) => {
  await page.addInitScript(() => {
    document.addEventListener("readystatechange", () => document.documentElement.setAttribute("data-early", document.documentElement.dataset["density"] ?? "unset"), { once: true });
  });
  await page.goto("/");
  await page.getByRole("button", { name: /^Rows: comfortable/ }).click();
  await expect(page.locator("html")).toHaveAttribute("data-density", "compact");
  await page.goto("/traces");
  await expect(page.locator("html")).toHaveAttribute("data-early", "compact");
  await page.getByRole("button", { name: /^Rows: compact/ }).click();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-density", "comfortable");
});

const GOES_TO: Partial<Record<keyof (typeof KEYS)["Everywhere"], string>> = {
  "g s": "/", "g t": "/traces", "g w": "/workflows", "g a": "/agents", "g c": "/contracts", "g i": "/inbox", "g l": "/alerts", "g u": "/audit", "g e": "/settings", "g f": "/docs/findings",
};

test("every key that works everywhere does what the sheet says of it", async ({ page }) => {
  test.setTimeout(120_000);
  const others = ["/", "?", "Ctrl+K", "Escape"];
  expect(Object.keys(KEYS.Everywhere).toSorted()).toEqual([...Object.keys(GOES_TO), ...others].toSorted());
  for (const [keys, path] of Object.entries(GOES_TO)) {
    await page.goto(path === "/docs/findings" ? "/agents" : "/docs/findings");
    await expect(async () => {
      for (const key of keys.split(" ")) await page.keyboard.press(key);
      await page.waitForURL((url) => url.pathname === path, { timeout: 3000 });
    }).toPass();
  }
  const sheet = page.getByRole("dialog", { name: "Keyboard" });
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(sheet).toBeVisible({ timeout: 1000 });
  }).toPass();
  for (const does of Object.values(KEYS.Everywhere)) await expect(sheet.getByText(does, { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search by id or words" })).toBeFocused();
});

test("a page that takes long shows at once that it comes, and then its shape; what stood is there until then", async ({ page }) => {
  await page.goto("/docs/findings");
  await page.route(/\/agents\?/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await route.continue();
  });
  await expect(async () => {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Agents" }).click();
    await expect(page.getByRole("status", { name: "Opening" })).toBeVisible({ timeout: 800 });
  }).toPass();
  await expect(page.getByRole("heading", { level: 1, name: "Agents" })).toBeVisible();
  await expect(page.getByRole("status", { name: "Opening" })).toHaveCount(0);
});

test("a window of time is chosen on the viewer's clock and stands in the address in UTC", async ({ browser }) => {
  const context = await browser.newContext({ timezoneId: "Asia/Kolkata" });
  const page = await context.newPage();
  await page.goto("/traces");
  await expect(async () => {
    await page.getByRole("button", { name: "Custom" }).click();
    await expect(page.getByLabel("From (UTC+5:30)")).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.getByLabel("From (UTC+5:30)").fill("2026-11-20T05:30");
  await page.getByLabel("To (UTC+5:30)").fill("2026-11-20T07:00");
  await page.getByRole("button", { name: "Show this window" }).click();
  await expect(page).toHaveURL((url) => url.searchParams.get("from") === "2026-11-20T00:00:00.000Z" && url.searchParams.get("to") === "2026-11-20T01:30:00.000Z");
  await expect(page.getByRole("button", { name: "2026-11-20 05:30 to 2026-11-20 07:00 UTC+5:30" })).toBeVisible();
  await context.close();
});

test("on paper there is the page without bar and buttons, whole and in dark ink, whatever the theme", async ({ page }) => {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const path of [`/?q=${story.writer}`, `/h/${encodeURIComponent(story.changedId)}`, "/docs/findings"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("banner")).toBeHidden();
    await expect(page.getByRole("button", { name: /Live|Paused|Copy link/ })).toHaveCount(0);
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe("rgb(0, 0, 0)");
  }
});

test("over plain http on a name of the local network everything works that the operator allowed, copying included", async () => {
  const stack = await startStack({ SEAMSCOPE_HOSTS: "seamscope.lan" });
  const { port } = new URL(stack.dashboardUrl);
  const { CHROMIUM_PATH } = process.env;
  const browser = await chromium.launch({ args: ["--no-sandbox", "--host-resolver-rules=MAP *.lan 127.0.0.1"], ...(CHROMIUM_PATH === undefined ? {} : { executablePath: CHROMIUM_PATH }) });
  try {
    const page = await browser.newPage();
    expect((await page.goto(`http://stranger.lan:${port}/`))?.status()).toBe(421);
    expect(await page.locator("body").textContent()).toContain("SEAMSCOPE_HOSTS");
    await page.goto(`http://seamscope.lan:${port}/`);
    expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
    await expect(page.locator("button[data-state=live]")).toBeVisible();
    await page.getByRole("button", { name: "Copy the demo command" }).click();
    await expect(page.getByText("Copied")).toBeVisible();
    await page.getByRole("searchbox", { name: "Search by id or words" }).focus();
    await page.keyboard.press("Control+v");
    await expect(page.getByRole("searchbox", { name: "Search by id or words" })).toHaveValue("npm run demo");
  } finally {
    await browser.close();
    await stack.stop();
  }
});

test("while the database is away a page says so, and recovers by itself without a reload", async ({ page }) => {
  test.setTimeout(120_000);
  const stack = await startStack();
  const request = await requests.newContext({ baseURL: stack.dashboardUrl });
  try {
    await page.goto(`${stack.dashboardUrl}/docs/findings`);
    await page.evaluate(() => document.body.setAttribute("data-marked", ""));
    const enough = new AbortController();
    const killing = (async () => {
      while (!enough.signal.aborted) {
        const engine = childrenOf(stack.supervisor.pid).find(({ command }) => command.includes("dist/engine.mjs"));
        if (engine !== undefined) process.kill(engine.pid, "SIGKILL");
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    })();
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Seams" }).click();
    await expect(page.getByRole("heading", { name: "This page could not be made" })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText("npm run doctor")).toBeVisible();
    enough.abort();
    await killing;
    await expect(page.getByRole("heading", { name: "Waiting for the first handoff" })).toBeVisible({ timeout: 60_000 });
    expect(await page.locator("body[data-marked]").count()).toBe(1);
  } finally {
    await request.dispose();
    await stack.stop();
  }
});

test("at the width of a phone the bar is two calm lines, and nothing is wider than the window", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  for (const path of ["/", "/traces", "/inbox", "/agents", "/contracts", "/audit", "/settings", "/docs/findings", "/nowhere"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await excessWidth(page), path).toBe(0);
    expect((await page.getByRole("banner").boundingBox())?.height, path).toBeLessThanOrEqual(90);
  }
});

import { expect, test } from "@playwright/test";

test("no page asks for anything its content security policy forbids", async ({ page }) => {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) refused.push(`${page.url()}: ${message.text()}`);
  });
  for (const path of ["/", "/handoffs", "/traces", "/workflows", "/inbox", "/agents", "/contracts", "/settings/ingest", "/rejects", "/docs/findings", "/nowhere", "/traces/none"]) {
    const answer = await page.goto(path);
    expect(answer?.headers()).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "same-origin" });
    expect(answer?.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(answer?.headers()["content-security-policy"]).toMatch(/script-src 'self' 'nonce-[^']+';/);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.evaluate(() => document.fonts.ready);
  }
  expect(refused).toEqual([]);
});

test("a script that got into a page does not run", async ({ page }) => {
  await page.goto("/docs/findings");
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'run'";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=\"document.title = 'run'\">");
    return new Promise((resolve) => setTimeout(() => resolve(document.title), 500));
  });
  expect(ran).not.toBe("run");
});

test("neither pages nor the API answer under a foreign host name", async ({ request }) => {
  for (const path of ["/", "/api/v1/handoffs", "/docs/findings"]) {
    const answer = await request.get(path, { headers: { host: "rebound.example" } });
    expect(answer.status()).toBe(421);
  }
});

import { expect, test } from "@playwright/test";

test("no page asks for anything its content security policy forbids", async ({ page }) => {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) refused.push(`${page.url()}: ${message.text()}`);
  });
  for (const path of ["/", "/handoffs", "/traces", "/docs/findings", "/nowhere"]) {
    const answer = await page.goto(path);
    expect(answer?.headers()).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "same-origin" });
    expect(answer?.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
    await page.waitForLoadState("networkidle");
  }
  expect(refused).toEqual([]);
});

test("neither pages nor the API answer under a foreign host name", async ({ request }) => {
  for (const path of ["/", "/api/v1/handoffs", "/docs/findings"]) {
    const answer = await request.get(path, { headers: { host: "rebound.example" } });
    expect(answer.status()).toBe(421);
  }
});

import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { newTag, type Report, tell } from "./tell.ts";

/** A receiver of webhooks on this machine, and what it was sent. */
async function startReceiver(): Promise<{ url: string; told: { event: string; text: string; key: string }[]; stop: () => void }> {
  const told: { event: string; text: string; key: string }[] = [];
  const server: Server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (part: string) => (text += part)).on("end", () => {
      const event = /"event":"(\w+)"/.exec(text)?.[1] ?? "";
      told.push({ event, text, key: /"key":"([^"]+)"/.exec(text)?.[1] ?? "" });
      response.end("ok");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the receiver has no port");
  return { url: `http://127.0.0.1:${address.port}/in`, told, stop: () => server.close() };
}

/** So many handoffs of which fields got lost on the way, or of which all arrived. */
async function handOver(request: APIRequestContext, about: Report, how: "failing" | "well"): Promise<void> {
  const tag = newTag();
  const ids = Array.from({ length: 12 }, (_, index) => `${tag}-${index}`);
  const sent = { order: 7, amount: 5, customer: "c" };
  await tell(request, ids.flatMap((id) => [{ ...about, id, payload: sent }, { ...about, id, state: "received", payload: how === "well" ? sent : { order: 7 } }]));
}

test("a channel and a rule made by hand: it fires, the receiver is told once, the firing shows what was stored, and it is told when all is well", async ({ page, request }) => {
  test.setTimeout(240_000);
  const tag = newTag();
  const about = { source: `from-${tag}`, target: `to-${tag}` };
  const receiver = await startReceiver();
  await page.goto("/alerts/channels");
  await page.getByLabel("Name (required)").fill(`hook-${tag}`);
  await page.getByLabel("Address (required)").fill(receiver.url);
  await page.getByRole("button", { name: "Save channel" }).click();
  await page.getByRole("button", { name: `Send a test to hook-${tag}` }).click();
  await expect(page.getByText("✓ delivered")).toBeVisible();
  expect(receiver.told.splice(0)).toHaveLength(1);

  await page.goto(`/alerts/rules/new?source=${about.source}`);
  await page.getByLabel("Name (required)").fill(`fails-${tag}`);
  await page.getByLabel("Looks back over").fill("1m");
  await page.getByLabel("Evaluated every").fill("5s");
  await page.getByLabel("With too few handoffs").selectOption("resolve");
  await page.getByLabel(`hook-${tag}`).check();
  await expect(page.locator("[data-preview]")).toContainText("would not have fired");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL(new RegExp(`/alerts/rules/fails-${tag}`));

  await handOver(request, about, "failing");
  const own = () => receiver.told.filter(({ text }) => text.includes(`fails-${tag}`));
  await expect.poll(() => own().map(({ event }) => event), { timeout: 60_000 }).toEqual(["open"]);
  await page.goto("/alerts");
  await page.getByRole("row", { name: new RegExp(`fails-${tag}.*${about.target}`) }).first().getByRole("link", { name: `fails-${tag}` }).click();
  await expect(page.getByRole("region", { name: "Sample handoffs" }).getByRole("row")).toHaveCount(4);
  await expect(page.getByRole("region", { name: "Delivery log" })).toContainText("Delivered");

  await expect.poll(() => own().map(({ event }) => event), { timeout: 150_000 }).toEqual(["open", "resolve"]);
  expect(new Set(own().map(({ key }) => key)).size).toBe(2);
  await expect(page.getByText("well again since")).toBeVisible({ timeout: 20_000 });
  receiver.stop();
});

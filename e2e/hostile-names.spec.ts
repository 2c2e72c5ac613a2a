import { expect, test } from "@playwright/test";
import { accessibilityProblems, excessWidth } from "./accessibility-problems.ts";
import { otlpUrl } from "./otlp-url.ts";
import { sendTask } from "./send-task.ts";
import { bothSides, declareAgent, newTag, pushContract, tell } from "./tell.ts";

const WIDTHS = [390, 1024, 1440];
const tag = newTag();
const source = `<img src=x onerror="document.title='run'">/100%41 'q' ${tag}`;
const target = `__proto__ ${tag} ${"long".repeat(40)}`;
const contract = `%2e%2e/<b>notice</b> "${tag}" ${"wide".repeat(30)}`;
const key = `</script><script>document.title='run'</script>%/?#&${tag}`;
const id = `'; DROP/${tag}%20<i>`;

/** The pages of what is named above. */
const named = {
  agent: `/agents/${encodeURIComponent(source)}`,
  other: `/agents/${encodeURIComponent(target)}`,
  contract: `/contracts/${encodeURIComponent(contract)}`,
  workflow: `/workflows/${encodeURIComponent(key)}`,
  handoff: `/handoffs/${encodeURIComponent(id)}`,
};
let pages: string[];

test.beforeAll(async ({ request, browser }) => {
  const { key: failing } = await sendTask(request);
  await tell(request, bothSides({ source, target, contract, contract_version: "1.0.0", correlation_id: key, id, warnings: [`"><img src=x onerror=alert(1)> ${"w".repeat(300)}`] }, { title: "<b>Seams</b>" }, null));
  await declareAgent(request, target, `<i>team</i> ${"t".repeat(80)}`);
  const terms = { contract, seam: { source, target }, mode: "enforce", payload: { type: "object", required: ["<b>"], properties: { "<b>": { type: "string" } } } };
  await pushContract(request, { ...terms, version: "1.0.0" });
  await pushContract(request, { ...terms, version: "1.1.0", payload: { type: "object", required: ["<b>", "x".repeat(120)] } });
  const badSpan = { traceId: "none", spanId: "b7ad6b7169203331", name: `<img src=x onerror=alert(1)>\u202e${"w".repeat(300)}` };
  const resource = { attributes: [{ key: "service.name", value: { stringValue: source } }] };
  const refused = await request.post(`${otlpUrl()}/v1/traces`, { data: { resourceSpans: [{ resource, scopeSpans: [{ spans: [badSpan] }] }] } });
  expect(await refused.json()).toMatchObject({ partialSuccess: { rejectedSpans: "1" } });
  const page = await browser.newPage();
  await expect(async () => {
    await page.goto(named.agent);
    await page.getByRole("region", { name: "Seams of this agent" }).getByRole("link").first().click({ timeout: 1000 });
    await page.waitForURL(/\/seams\//, { timeout: 5000 });
  }).toPass();
  const seam = new URL(page.url()).pathname;
  await page.close();
  pages = ["/settings/ingest", "/rejects", "/rejects?open=traces:rejected:trace_id", "/agents", "/inbox", "/workflows", "/contracts", ...Object.values(named), seam, `${seam}/proposal`, `/workflows/${failing}`];
});

test("names made to break pages are text on each of them, and every page they lead to opens", async ({ page }) => {
  test.setTimeout(120_000);
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(`${page.url()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  for (const path of pages) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(200);
    await page.waitForLoadState("networkidle");
    expect(await page.locator("img[src=x], main b, main i").count(), path).toBe(0);
    expect(await page.title()).not.toBe("run");
  }
  expect(complaints).toEqual([]);
  const shown = [[named.agent, source], [named.other, target], [named.contract, contract], [named.workflow, key]] as const;
  for (const [path, name] of shown) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
  }
  for (const [list, name, path] of [["/agents", source, named.agent], ["/contracts", contract, named.contract], ["/workflows", key, named.workflow]] as const) {
    await page.goto(list);
    await page.getByRole("link").and(page.getByTitle(name, { exact: true })).first().press("Enter");
    await expect(page).toHaveURL((url) => url.pathname === new URL(path, url).pathname);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`agents, contracts, workflows, inbox and ingest meet WCAG 2.2 AA in ${colorScheme}, and fit windows from phone to desk`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const found: string[] = [];
    for (const path of pages) {
      await page.setViewportSize({ width: 1440, height: 900 });
      found.push(...(await accessibilityProblems(page, path)));
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await expect.poll(() => excessWidth(page), { message: `${path} is wider than ${width} px`, timeout: 5000 }).toBe(0);
      }
    }
    expect(found).toEqual([]);
  });
}

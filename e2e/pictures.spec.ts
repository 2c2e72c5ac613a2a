import { fileURLToPath } from "node:url";
import { expect, type Page, test } from "@playwright/test";
import { accessibilityProblems, excessWidth } from "./accessibility-problems.ts";
import { OTHER_PAGES, demoPages } from "./demo-pages.ts";
import { STILL_AT } from "./demo-stack.ts";

/** A desk, a small laptop or tablet, and a phone. */
const SIZES = [{ width: 1440, height: 900 }, { width: 1024, height: 768 }, { width: 390, height: 844 }];
const BLANK = fileURLToPath(new URL("pictures.css", import.meta.url));
const QUIET_MS = 600;
const TIMEOUT_MS = 900_000;

test.use(process.env.SEAMSCOPE_E2E_DEMO === undefined ? {} : { baseURL: process.env.SEAMSCOPE_E2E_DEMO });

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime(STILL_AT);
});

/** Waits until nothing on the page has changed for a while: charts and graphs come after the rest. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("load");
  await page.evaluate(async (quietMs) => {
    await document.fonts.ready;
    await new Promise<void>((resolve) => {
      let timer = setTimeout(resolve, quietMs);
      new MutationObserver(() => {
        clearTimeout(timer);
        timer = setTimeout(resolve, quietMs);
      }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    });
  }, QUIET_MS);
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`every page of the demo looks as it did in ${colorScheme}, at three widths, and is no wider than its window`, async ({ page }) => {
    test.setTimeout(TIMEOUT_MS);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const [name, path] of Object.entries(await demoPages())) {
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await page.goto(path);
        await settled(page);
        await expect.soft(page, name).toHaveScreenshot(`${name}-${colorScheme}-${size.width}.png`, { stylePath: BLANK });
        expect.soft(await excessWidth(page), `${name} at ${size.width}`).toBe(0);
      }
    }
  });

  test(`every page of the demo meets WCAG 2.2 AA in ${colorScheme}, and asks for nothing its content security policy forbids`, async ({ page }) => {
    test.setTimeout(TIMEOUT_MS);
    const refused: string[] = [];
    page.on("console", (message) => {
      if (/content security policy/i.test(message.text())) refused.push(`${page.url()}: ${message.text()}`);
    });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const found: string[] = [];
    for (const path of [...Object.values(await demoPages()), ...OTHER_PAGES]) found.push(...(await accessibilityProblems(page, path)));
    expect(found).toEqual([]);
    expect(refused).toEqual([]);
  });
}

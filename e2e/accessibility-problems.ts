import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Opens a page and tells where it misses WCAG 2.2 AA, as one line for each rule. */
export async function accessibilityProblems(page: Page, path: string): Promise<string[]> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARD).analyze();
  return violations.map(({ id, nodes }) => `${path}: ${id} at ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

/** By how many pixels the page is wider than its window. */
export const excessWidth = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

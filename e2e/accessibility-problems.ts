import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

type Place = Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"][number]["nodes"][number];

const STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Opens a page and tells where it misses WCAG 2.2 AA, as one line for each rule. */
export async function accessibilityProblems(page: Page, path: string): Promise<string[]> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARD).analyze();
  const found: string[] = [];
  for (const { id, nodes } of violations) {
    const places: string[] = [];
    for (const node of nodes) if (id !== "target-size" || !(await isOfGraph(page, node))) places.push(node.target.join(" "));
    if (places.length > 0) found.push(`${path}: ${id} at ${places.join(", ")}`);
  }
  return found;
}

/**
 * Whether a place that is small to hit is a seam in the graph, or stands near one: a graph of many agents is drawn small, and each of its seams is
 * in the table below it, too (WCAG 2.2, 2.5.8, exception "Equivalent").
 */
function isOfGraph(page: Page, { target, any }: Place): Promise<boolean> {
  const selectors = [target, ...any.flatMap((check) => (check.relatedNodes ?? []).map((related) => related.target))].map((parts) => parts.join(" "));
  return page.evaluate((all) => all.some((selector) => document.querySelector(selector)?.closest(".react-flow") != null), selectors);
}

/** By how many pixels the page is wider than its window. */
export const excessWidth = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

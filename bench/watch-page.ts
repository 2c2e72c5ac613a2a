import { type Browser, type Page } from "@playwright/test";

/** What a person waits for on a page, in milliseconds from when the address was opened. */
export interface PageWatch {
  /** The first thing was painted. */
  paintedMs: number;
  /** What the page is about stands there, answers to clicks, and no long task runs. */
  interactiveMs: number;
  /** Longest task up to then, and afterwards while scrolling. */
  longestTaskMs: number;
  /** Script that was fetched, compressed; what comes later (charts, the graph) included. */
  scriptBytes: number;
}

const SETTLED_MS = 1500;
/** tsx has functions keep their names by a function of its own, which a page does not have. */
const NAMES_KEPT = "globalThis.__name = (made) => made;";
const WINDOW = { width: 1440, height: 900 };

/** Runs in the page: notes long tasks, and when the thing looked for has come alive. React marks what it has taken over. */
function watch(selector: string): void {
  const seen = { aliveMs: 0, tasks: new Array<{ at: number; ms: number }>() };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map((entry) => ({ at: entry.startTime, ms: entry.duration })))).observe({ type: "longtask", buffered: true });
  const look = (): void => {
    const found = document.querySelector(selector);
    const isAlive = found !== null && Object.keys(found).some((key) => key.startsWith("__reactProps"));
    if (isAlive) seen.aliveMs = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Runs in the page: what was noted so far. */
function noted(): PageWatch {
  const { seen } = Object(window);
  const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN;
  const tasks: { at: number; ms: number }[] = seen.tasks;
  const scripts = performance.getEntriesByType("resource").filter((entry) => entry.name.includes("/_next/static/") && entry.name.endsWith(".js"));
  // A task that was under way when the page had come alive kept it from answering until it ended.
  const running = tasks.filter(({ at, ms }) => at <= seen.aliveMs && at + ms > seen.aliveMs).map(({ at, ms }) => at + ms);
  return {
    paintedMs: painted,
    interactiveMs: seen.aliveMs === 0 ? Number.NaN : Math.max(seen.aliveMs, ...running),
    longestTaskMs: Math.max(0, ...tasks.map(({ ms }) => ms)),
    scriptBytes: scripts.reduce((sum, entry) => sum + Number(Object(entry).encodedBodySize), 0),
  };
}

/** Opens a page in a browser of its own with nothing cached, and tells what was waited for until `selector` had come alive. */
export async function watchPage(browser: Browser, url: string, selector: string): Promise<PageWatch> {
  return inNewPage(browser, url, selector, async (page) => page.evaluate(noted));
}

/** The longest task, in milliseconds, while the box is scrolled through by so many pixels a frame for so many frames. */
export async function watchScrolling(browser: Browser, url: string, box: string, scrolling: { pixels: number; frames: number }): Promise<number> {
  return inNewPage(browser, url, box, async (page) => {
    await page.evaluate(() => Object(window).seen.tasks.splice(0));
    await page.evaluate(async ([selector, pixels, frames]) => {
      const scrolled = document.querySelector(String(selector));
      for (let frame = 0; frame < Number(frames); frame += 1) {
        scrolled?.scrollBy(0, Number(pixels));
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    }, [box, scrolling.pixels, scrolling.frames]);
    return (await page.evaluate(noted)).longestTaskMs;
  });
}

/** How a wheel is turned above a drawing: by so many pixels a frame, one after the other; with Ctrl it zooms, sideways it pans. */
export interface Turn {
  isZoom: boolean;
  pixels: number;
  frames: number;
}

/**
 * The longest task, in milliseconds, while the wheel is turned above the middle of a drawing, and until what that asked for has been drawn. Throws when the address never
 * tells that the first turn moved something.
 */
export async function watchWheel(browser: Browser, url: string, { drawing, told }: { drawing: string; told: RegExp }, turns: readonly Turn[]): Promise<number> {
  return inNewPage(browser, url, drawing, async (page) => {
    await page.locator(drawing).first().scrollIntoViewIfNeeded();
    await page.waitForTimeout(SETTLED_MS);
    await page.evaluate(() => Object(window).seen.tasks.splice(0));
    for (const turn of turns) {
      await page.evaluate(async ({ selector, isZoom, pixels, frames }) => {
        const turned = document.querySelector(selector);
        const { left, top, width, height } = turned?.getBoundingClientRect() ?? new DOMRect();
        const where = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true, cancelable: true };
        for (let frame = 0; frame < frames; frame += 1) {
          turned?.dispatchEvent(new WheelEvent("wheel", isZoom ? { ...where, ctrlKey: true, deltaY: pixels } : { ...where, deltaX: pixels }));
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
      }, { selector: drawing, ...turn });
      if (turn === turns[0]) await page.waitForURL(told);
    }
    await page.waitForTimeout(SETTLED_MS);
    return (await page.evaluate(noted)).longestTaskMs;
  });
}

async function inNewPage<Answer>(browser: Browser, url: string, selector: string, look: (page: Page) => Promise<Answer>): Promise<Answer> {
  const context = await browser.newContext({ viewport: WINDOW });
  try {
    const page = await context.newPage();
    await page.addInitScript(NAMES_KEPT);
    await page.addInitScript(watch, selector);
    await page.goto(url);
    await page.waitForFunction(() => Object(window).seen.aliveMs > 0);
    await page.waitForTimeout(SETTLED_MS);
    return await look(page);
  } finally {
    await context.close();
  }
}

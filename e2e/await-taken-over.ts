import { expect, type Page } from "@playwright/test";

/** Waits until React has taken a page over that follows what happens: a button that is pressed before does nothing. */
export async function awaitTakenOver(page: Page): Promise<void> {
  await expect(page.locator("button[data-state=live]")).toBeVisible();
}

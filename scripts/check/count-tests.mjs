import { existsSync, readFileSync, rmSync } from "node:fs";

/** Where vitest and Playwright leave their results. */
export const RESULTS = { vitest: "test-results/vitest.json", playwright: "test-results/playwright.json" };

/** @typedef {{ passed: number, failed: number }} Count */

/** Removes earlier results: a run that dies must not be counted by the one before. */
export function forgetResults() {
  for (const file of Object.values(RESULTS)) rmSync(file, { force: true });
}

/**
 * How many of vitest's tests passed and failed; a file that could not be loaded counts as one failure.
 * @returns {Count | undefined} undefined when there is no result
 */
export function countVitest() {
  const result = readResult(RESULTS.vitest);
  if (result === undefined) return undefined;
  /** @type {{ status: string, assertionResults: unknown[] }[]} */
  const files = result.testResults;
  const unloaded = files.filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0);
  return { passed: result.numPassedTests, failed: result.numFailedTests + unloaded.length };
}

/**
 * How many of Playwright's tests passed and failed; a flaky test has failed once, so it counts as failed.
 * @returns {Count | undefined} undefined when there is no result
 */
export function countPlaywright() {
  const result = readResult(RESULTS.playwright);
  if (result === undefined) return undefined;
  const { expected, unexpected, flaky } = result.stats;
  return { passed: expected, failed: unexpected + flaky + result.errors.length };
}

/** @param {string} file */
function readResult(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

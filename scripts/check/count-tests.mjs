import { stripVTControlCharacters } from "node:util";
import { relative } from "node:path";
import { existsSync, readFileSync, rmSync } from "node:fs";

/** Where vitest and Playwright leave their results. */
export const RESULTS = { vitest: "test-results/vitest.json", playwright: "test-results/playwright.json" };

/** @typedef {{ passed: number, failed: number, failures: string[] }} Count each failure as its file, name and first line of its error */

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
  /** @type {{ name: string, message: string, status: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }[]} */
  const files = result.testResults;
  const unloaded = files.filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0);
  const failures = files.flatMap((file) => [
    ...(unloaded.includes(file) ? [`${fileOf(file.name)}: ${firstLine(file.message)}`] : []),
    ...file.assertionResults.filter((test) => test.status === "failed").map((test) => `${fileOf(file.name)} › ${test.fullName.trim()}: ${firstLine(test.failureMessages[0])}`),
  ]);
  return { passed: result.numPassedTests, failed: result.numFailedTests + unloaded.length, failures };
}

/**
 * How many of Playwright's tests passed and failed; a flaky test has failed once, so it counts as failed.
 * @returns {Count | undefined} undefined when there is no result
 */
export function countPlaywright() {
  const result = readResult(RESULTS.playwright);
  if (result === undefined) return undefined;
  const { expected, unexpected, flaky } = result.stats;
  /** @type {{ message?: string }[]} */
  const errors = result.errors;
  const failures = [...errors.map(({ message }) => firstLine(message)), ...result.suites.flatMap(failuresOf)];
  return { passed: expected, failed: unexpected + flaky + result.errors.length, failures };
}

/**
 * @typedef {{ title: string, file: string, suites?: Suite[], specs: { title: string, ok: boolean, tests: { results: { error?: { message?: string } }[] }[] }[] }} Suite
 * @param {Suite} suite
 * @returns {string[]}
 */
function failuresOf({ file, suites = [], specs }) {
  const failed = specs.filter(({ ok, tests }) => !ok || tests.some(({ results }) => results.length > 1));
  const named = failed.map(({ title, tests }) => `${file} › ${title}: ${firstLine(tests[0]?.results[0]?.error?.message)}`);
  return [...named, ...suites.flatMap(failuresOf)];
}

/** @param {string | undefined} message */
const firstLine = (message = "no message") => stripVTControlCharacters(message).split("\n")[0]?.slice(0, 200) ?? "";

/** @param {string} path */
const fileOf = (path) => relative(process.cwd(), path);

/** @param {string} file */
function readResult(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

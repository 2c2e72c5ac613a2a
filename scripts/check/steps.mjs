import { buildWeb } from "../setup/build-web.mjs";
import { bundle } from "../setup/bundle.mjs";
import { runNpmScript } from "../setup/run-npm.mjs";
import { checkBoundaries } from "./check-boundaries.mjs";
import { checkClient } from "./check-client.mjs";
import { countPlaywright, countVitest, RESULTS } from "./count-tests.mjs";
import { findChromium } from "./find-chromium.mjs";

/**
 * @typedef {{ ok: boolean, details?: string, tests?: import("./count-tests.mjs").Count }} Verdict
 * @typedef {{ name: string, run: () => Promise<Verdict> }} Step
 */

/**
 * What `npm test` checks, cheapest first.
 * @type {Step[]}
 */
export const STEPS = [
  { name: "lint", run: () => npmScript("lint") },
  { name: "types", run: () => npmScript("types") },
  { name: "boundaries", run: async () => fromProblems(await checkBoundaries()) },
  { name: "client code", run: async () => fromProblems(checkClient()) },
  { name: "dead code", run: () => npmScript("dead-code") },
  { name: "unit tests", run: runVitest },
  { name: "build", run: build },
  { name: "browser tests", run: runPlaywright },
];

/**
 * @param {string} name
 * @returns {Promise<Verdict>}
 */
async function npmScript(name) {
  const { code, output } = await runNpmScript(name);
  return code === 0 ? { ok: true } : { ok: false, details: output };
}

/**
 * @param {string[]} problems
 * @returns {Verdict}
 */
function fromProblems(problems) {
  return problems.length === 0 ? { ok: true } : { ok: false, details: problems.join("\n") };
}

/** @returns {Promise<Verdict>} */
async function runVitest() {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${RESULTS.vitest}`];
  const { code } = await runNpmScript("unit", reporters, { show: true });
  return fromCount(code, countVitest());
}

async function build() {
  await bundle();
  await buildWeb();
  return { ok: true };
}

/** @returns {Promise<Verdict>} */
async function runPlaywright() {
  const chromium = await findChromium();
  const env = chromium === undefined ? {} : { CHROMIUM_PATH: chromium };
  const { code } = await runNpmScript("e2e", [], { show: true, env });
  return fromCount(code, countPlaywright());
}

/**
 * @param {number | null} code
 * @param {import("./count-tests.mjs").Count | undefined} tests
 * @returns {Verdict}
 */
function fromCount(code, tests) {
  if (tests === undefined) return { ok: false, details: "It left no result." };
  return { ok: code === 0 && tests.failed === 0, tests };
}

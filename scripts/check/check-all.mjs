import { install } from "../setup/install.mjs";
import { PROJECT_ROOT } from "../setup/project-root.mjs";
import { orExplain, SetupFailure } from "../setup/setup-failure.mjs";
import { forgetResults } from "./count-tests.mjs";
import { STEPS } from "./steps.mjs";

process.chdir(PROJECT_ROOT);
await orExplain(install);
forgetResults();
const lines = [];
const total = { passed: 0, failed: 0 };
/** @type {string[]} */
const failures = [];
for (const step of STEPS) {
  console.log(`— ${step.name}`);
  const startedAt = Date.now();
  const { ok, details, tests } = await runStep(step);
  if (!ok) process.exitCode = 1;
  if (details !== undefined) console.log(details.trim());
  const counted = tests === undefined ? "" : `  ${tests.passed} passed, ${tests.failed} failed`;
  const took = `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
  lines.push(`${ok ? "ok    " : "FAILED"}  ${step.name.padEnd(13)}  ${took.padStart(7)}${counted}`);
  total.passed += tests?.passed ?? 0;
  total.failed += tests?.failed ?? 0;
  failures.push(...(tests?.failures ?? []));
}
for (const failure of failures) console.log(`✗ ${failure}`);
console.log(`\n${lines.join("\n")}\n\n${total.passed} passed, ${total.failed} failed`);

/**
 * @param {import("./steps.mjs").Step} step
 * @returns {Promise<import("./steps.mjs").Verdict>}
 */
async function runStep(step) {
  try {
    return await step.run();
  } catch (error) {
    if (error instanceof SetupFailure) return { ok: false, details: error.message };
    throw error;
  }
}

import { runNpmScript } from "../setup/run-npm.mjs";

/**
 * Checks who imports whom against `.dependency-cruiser.cjs`. Its exit code alone is no proof: with a compiler it cannot
 * use, it reads nothing and is content.
 * @returns {Promise<string[]>} one line per import that is not allowed
 */
export async function checkBoundaries() {
  const { code, stdout, output } = await runNpmScript("boundaries", ["--output-type", "json"]);
  if (!stdout.startsWith("{")) return [`dependency-cruiser did not run (exit code ${code}): ${output.trim()}`];
  /** @type {{ summary: { totalCruised: number, violations: { rule: { name: string }, from: string, to: string }[] } }} */
  const { summary } = JSON.parse(stdout);
  if (summary.totalCruised === 0) return ["dependency-cruiser read no file at all"];
  return summary.violations.map(({ rule, from, to }) => `${from} must not import ${to} (${rule.name})`);
}

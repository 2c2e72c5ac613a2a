import { existsSync, readFileSync } from "node:fs";
import { runCommand } from "../setup/run-command.mjs";
import { SetupFailure } from "../setup/setup-failure.mjs";

const USUAL_PLACES = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
/** In the order of their size; Ubuntu's are empty shells that point to a snap. */
const DEBIAN_PACKAGES = ["chromium-headless-shell", "chromium"];

/**
 * A Chromium for the browser tests: the one named by CHROMIUM_PATH, the system's, Debian's package, or Playwright's own.
 * @returns {Promise<string | undefined>} its path; undefined for Playwright's own, which Playwright finds itself
 */
export async function findChromium() {
  const present = await firstThatRuns([process.env.CHROMIUM_PATH ?? "", ...USUAL_PLACES]);
  if (present !== undefined) return present;
  if (canInstallDebianPackages()) {
    console.log("Installing a Chromium for the browser tests …");
    const installed = await installDebianPackage();
    if (installed !== undefined) return installed;
  }
  await installPlaywrights();
  return undefined;
}

/** @param {string[]} paths */
async function firstThatRuns(paths) {
  for (const path of paths) {
    if (existsSync(path) && (await runCommand(path, ["--version", "--no-sandbox"])).code === 0) return path;
  }
  return undefined;
}

function canInstallDebianPackages() {
  const isDebian = existsSync("/etc/os-release") && /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
  return isDebian && process.getuid?.() === 0;
}

async function installDebianPackage() {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await runCommand("apt-get", ["update", "-qq"], { env });
  for (const name of DEBIAN_PACKAGES) {
    await runCommand("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], { env });
    const installed = await firstThatRuns(USUAL_PLACES);
    if (installed !== undefined) return installed;
  }
  return undefined;
}

async function installPlaywrights() {
  const withSystemLibraries = process.getuid?.() === 0 ? ["--with-deps"] : [];
  const args = ["node_modules/playwright/cli.js", "install", ...withSystemLibraries, "--only-shell", "chromium"];
  const { code, output } = await runCommand(process.execPath, args);
  if (code === 0) return;
  throw new SetupFailure("Could not install a Chromium for the browser tests; install one and name it in CHROMIUM_PATH.", output);
}

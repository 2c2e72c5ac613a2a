import { runNpm } from "./run-npm.mjs";
import { SetupFailure } from "./setup-failure.mjs";
import { isFresh, markFresh, whenChanged } from "./stamp.mjs";

const INSTALL = { stamp: "node_modules/.seamscope-install", inputs: ["package-lock.json"], result: "node_modules/typescript/package.json" };

/** Installs the packages of the lockfile, unless they are installed already. Development ones too: they build the product. */
export function install() {
  return whenChanged({ ...INSTALL, work: installNow });
}

/** Whether `install` would have nothing to do. */
export function isInstalled() {
  return isFresh(INSTALL);
}

/** Notes that the packages of the lockfile are installed, by whatever npm command. */
export function markInstalled() {
  markFresh(INSTALL);
}

async function installNow() {
  console.log("Installing packages (only when they changed; about a minute) …");
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund"];
  const { code, output } = await runNpm(args, { env: { NODE_ENV: "development" } });
  if (code === 0) return;
  throw new SetupFailure("Could not install the packages; npm's own words are above. Is there a network, and room on the disk?", output);
}

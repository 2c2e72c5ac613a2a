import { runCommand } from "./run-command.mjs";
import { SetupFailure } from "./setup-failure.mjs";
import { isFresh, whenChanged } from "./stamp.mjs";

/** Where the built dashboard comes from; also what decides whether it is stale. */
const WEB = {
  stamp: ".next/.seamscope-build",
  inputs: [
    "app",
    "components",
    "lib",
    "public",
    "instrumentation.ts",
    "instrumentation-node.ts",
    "proxy.ts",
    "next.config.js",
    "postcss.config.mjs",
    "tsconfig.json",
    "package-lock.json",
  ],
  result: ".next/BUILD_ID",
};

/** Builds the dashboard, if its sources changed. Needs the packages installed. */
export function buildWeb() {
  return whenChanged({ ...WEB, work: buildNow });
}

/** Whether `buildWeb` would have nothing to do. */
export function isWebBuilt() {
  return isFresh(WEB);
}

async function buildNow() {
  console.log("Building the dashboard (only when it changed; about half a minute) …");
  const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const { code, output } = await runCommand(process.execPath, ["node_modules/next/dist/bin/next", "build"], { env });
  if (code !== 0) throw new SetupFailure("Could not build the dashboard; what Next.js says is above.", output);
}

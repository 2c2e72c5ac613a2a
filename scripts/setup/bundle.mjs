import { SetupFailure } from "./setup-failure.mjs";
import { isFresh, whenChanged } from "./stamp.mjs";

/** What runs in Node, by the name of its bundle under dist/. */
const ENTRIES = {
  collector: "collector/main.ts",
  "schema-worker": "collector/analyse/schema-worker.ts",
  "prepare-worker": "collector/prepare/prepare-worker.ts",
  ingest: "scripts/ingest/main.ts",
  engine: "scripts/engine/main.ts",
  supervisor: "scripts/supervise/start.ts",
};

/** Packages written for `require` need one in a module. */
const REQUIRE = "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);";

/** Where the bundles come from; also what decides whether they are stale. */
const BUNDLE = {
  stamp: "dist/.seamscope-bundle",
  inputs: ["collector", "lib", "scripts", "package-lock.json", "tsconfig.json"],
  result: "dist/collector.mjs",
};

/** Bundles collector, engine and supervisor into one file each, if their sources changed. Needs the packages installed. */
export function bundle() {
  return whenChanged({ ...BUNDLE, work: bundleNow });
}

/** Whether `bundle` would have nothing to do. */
export function isBundled() {
  return isFresh(BUNDLE);
}

async function bundleNow() {
  console.log("Bundling the collector …");
  const { build, stop } = await import("esbuild");
  try {
    await build({
      entryPoints: ENTRIES,
      outdir: "dist",
      outExtension: { ".js": ".mjs" },
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      sourcemap: true,
      logLevel: "silent",
      external: ["chdb", "ffi-rs", "piscina", "classic-level"],
      banner: { js: REQUIRE },
    });
  } catch (error) {
    throw new SetupFailure("Could not bundle the collector; what esbuild says is above.", String(error));
  } finally {
    await stop();
  }
}

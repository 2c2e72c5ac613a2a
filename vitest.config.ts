import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    globalSetup: ["lib/testing/start-test-engine.ts"],
    include: ["**/*.test.ts", "**/*.test.tsx"],
    exclude: ["node_modules/**", "compat/**", ".next/**", "dist/**", "e2e/**"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    provide: { fuzzRuns: Number(process.env["FUZZ_RUNS"] ?? 300), outageS: Number(process.env["SEAMSCOPE_OUTAGE_S"] ?? 8) },
  },
});

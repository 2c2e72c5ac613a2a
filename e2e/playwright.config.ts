import { defineConfig } from "@playwright/test";

/** Chromium refuses to start as root inside its sandbox, and should not talk to anybody but us. */
const LAUNCH_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
  "--force-color-profile=srgb",
];

const { CHROMIUM_PATH, CI } = process.env;

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results/browser",
  snapshotPathTemplate: "{testDir}/pictures/{arg}{ext}",
  globalSetup: "./global-setup.ts",
  workers: 2,
  forbidOnly: CI !== undefined,
  timeout: 60_000,
  expect: { timeout: 15_000, toHaveScreenshot: { maxDiffPixelRatio: 0.002, animations: "disabled", caret: "hide" } },
  reporter: [["list"], ["json", { outputFile: "../test-results/playwright.json" }]],
  use: {
    ...(process.env.SEAMSCOPE_E2E_DASHBOARD === undefined ? {} : { baseURL: process.env.SEAMSCOPE_E2E_DASHBOARD }),
    locale: "en-GB",
    timezoneId: "UTC",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      args: LAUNCH_ARGUMENTS,
      ...(CHROMIUM_PATH === undefined ? {} : { executablePath: CHROMIUM_PATH }),
    },
  },
});

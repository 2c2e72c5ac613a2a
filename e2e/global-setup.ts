import { startStack } from "./start-stack.ts";

/** Starts one Seamscope for all browser tests; where it is goes to them by the environment. Returns what stops it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const stack = await startStack();
  process.env.SEAMSCOPE_E2E_DASHBOARD = stack.dashboardUrl;
  process.env.SEAMSCOPE_E2E_OTLP = stack.otlpUrl;
  return () => stack.stop();
}

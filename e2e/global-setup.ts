import { startDemoStack } from "./demo-stack.ts";
import { startStack } from "./start-stack.ts";

/** Starts one Seamscope for all browser tests and one that has seen the demo's day; where they are goes by the environment. Returns what stops them. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const stack = await startStack();
  const demo = await startDemoStack().catch(async (error: unknown) => {
    await stack.stop();
    throw error;
  });
  process.env.SEAMSCOPE_E2E_DASHBOARD = stack.dashboardUrl;
  process.env.SEAMSCOPE_E2E_OTLP = stack.otlpUrl;
  process.env.SEAMSCOPE_E2E_DEMO = demo.dashboardUrl;
  return async () => {
    await Promise.all([stack.stop(), demo.stop()]);
  };
}

import { record } from "../shared/record.ts";
import { startTracing } from "../shared/start-tracing.ts";

const note = "A loop left by escalation; transfer to a specialist, back and on to another, who waits for a person; two at once, then one.";

await record({ name: "google-adk-js.loop", framework: "@google/adk", instrumentation: "@google/adk", note }, async (otlpUrl) => {
  const provider = startTracing("newsroom", otlpUrl);
  const { runAll } = await import("./systems.ts"); // ADK takes its tracer when it is loaded
  await runAll();
  await provider.shutdown();
});

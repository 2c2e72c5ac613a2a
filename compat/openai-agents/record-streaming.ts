import { run } from "@openai/agents";
import { record } from "../shared/record.ts";
import { conversation, triage } from "./agents.ts";
import { withAgents } from "./instrument.ts";

const recording = {
  name: "openai-agents-js.streaming",
  framework: "@openai/agents",
  instrumentation: "@arizeai/openinference-instrumentation-openai-agents",
  note: "A streamed run Triage -> Billing -> Refunds that answers without asking a person.",
};
const answersAtOnce = { ...conversation, Refunds: ["Your refund for order A-100 was already paid yesterday."] };

await record(recording, (otlpUrl) => withAgents(otlpUrl, answersAtOnce, async () => {
  const stream = await run(triage, "I was charged twice for order A-100", { stream: true });
  let text = "";
  for await (const part of stream.toTextStream()) text += part;
  await stream.completed;
  console.log(text);
}));

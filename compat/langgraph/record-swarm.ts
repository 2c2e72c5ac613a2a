import { createReactAgent } from "@langchain/langgraph/prebuilt";
import { MemorySaver } from "@langchain/langgraph";
import { createHandoffTool, createSwarm } from "@langchain/langgraph-swarm";
import { call } from "../shared/fake-openai.ts";
import { record } from "../shared/record.ts";
import { packages, withGraph } from "./instrument.ts";

const script = {
  triage: [call("transfer_to_billing")],
  billing: [call("transfer_to_refunds")],
  refunds: [call("transfer_to_retention")],
  retention: ["Your refund is on its way, and the next month is on us."],
};
const NEXT: Record<string, string[]> = { triage: ["billing"], billing: ["refunds"], refunds: ["retention"], retention: [] };

await record({ name: "langgraph-js.swarm", ...packages, note: "A swarm in which three agents pass on one customer, streamed." }, (otlpUrl) => withGraph(otlpUrl, script, async (llm) => {
  const agents = Object.entries(NEXT).map(([name, next]) =>
    createReactAgent({ llm, name, prompt: `You are ${name}.`, tools: next.map((agentName) => createHandoffTool({ agentName, description: `Ask ${agentName}` })) }),
  );
  const swarm = createSwarm({ agents, defaultActiveAgent: "triage" }).compile({ checkpointer: new MemorySaver() });
  const question = { messages: [{ role: "user", content: "I was charged twice for order A-100" }] };
  const steps = await swarm.stream(question, { configurable: { thread_id: "customer-7" } });
  for await (const step of steps) console.log(Object.keys(step).join());
}));

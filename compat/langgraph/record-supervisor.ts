import { createReactAgent } from "@langchain/langgraph/prebuilt";
import { createSupervisor } from "@langchain/langgraph-supervisor";
import { call } from "../shared/fake-openai.ts";
import { record } from "../shared/record.ts";
import { packages, withGraph } from "./instrument.ts";

const script = {
  supervisor: [call("transfer_to_researcher"), call("transfer_to_writer"), "The article is ready."],
  researcher: ["The red bridge in Lisbon is closed until noon because of works on the cables."],
  writer: ["Lisbon: red bridge closed until noon. Workers are replacing cables."],
};
const note = "A supervisor that sends work to a researcher, then to a writer, and each time gets it back.";

await record({ name: "langgraph-js.supervisor", ...packages, note }, (otlpUrl) => withGraph(otlpUrl, script, async (llm) => {
  const agents = ["researcher", "writer"].map((name) => createReactAgent({ llm, name, prompt: `You are ${name}.`, tools: [] }));
  const graph = createSupervisor({ agents, llm, prompt: "You are supervisor.", outputMode: "last_message" }).compile();
  const state = await graph.invoke({ messages: [{ role: "user", content: "Write about the closed bridge" }] });
  console.log(state.messages.at(-1)?.content);
}));

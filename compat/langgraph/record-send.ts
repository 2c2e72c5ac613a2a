import { Annotation, Command, END, Send, START, StateGraph } from "@langchain/langgraph";
import type { ChatOpenAI } from "@langchain/openai";
import { record } from "../shared/record.ts";
import { packages, withGraph } from "./instrument.ts";

const State = Annotation.Root({
  question: Annotation<string>,
  topic: Annotation<string>,
  findings: Annotation<string[]>({ reducer: (known, more) => [...known, ...more], default: () => [] }),
  report: Annotation<string>,
});
type Desk = typeof State.State;

const TOPICS = ["weather in Lisbon", "closed bridges", "open museums"];
const send = ({ question }: Desk) => TOPICS.map((topic) => new Send("researcher", { question, topic }));

async function ask(model: ChatOpenAI, instructions: string, question: string): Promise<string> {
  const answer = await model.invoke([{ role: "system", content: instructions }, { role: "user", content: question }]);
  return String(answer.content);
}

function nodes(model: ChatOpenAI) {
  return {
    researcher: async ({ topic }: Desk) => ({ findings: [await ask(model, "You are researcher.", `What is known about ${topic}?`)] }),
    writer: async ({ findings }: Desk) => ({ report: await ask(model, "You are writer.", `Write it up: ${findings.join("; ")}`) }),
  };
}

/** The planner's plan goes to the workers by a conditional edge. */
function byEdge(model: ChatOpenAI) {
  const { researcher, writer } = nodes(model);
  return new StateGraph(State)
    .addNode("planner", async ({ question }) => ({ topic: await ask(model, "You are planner.", question) }))
    .addNode("researcher", researcher)
    .addNode("writer", writer)
    .addEdge(START, "planner")
    .addConditionalEdges("planner", send, ["researcher"])
    .addEdge("researcher", "writer")
    .addEdge("writer", END)
    .compile();
}

/** The planner says itself where to go, by a command. */
function byCommand(model: ChatOpenAI) {
  const { researcher, writer } = nodes(model);
  return new StateGraph(State)
    .addNode("planner", async (state: Desk) => new Command({ goto: send(state), update: { topic: await ask(model, "You are planner.", state.question) } }), { ends: ["researcher"] })
    .addNode("researcher", researcher)
    .addNode("writer", writer)
    .addEdge(START, "planner")
    .addEdge("researcher", "writer")
    .addEdge("writer", END)
    .compile();
}

const plan = `Look at ${TOPICS.join(", ")}.`;
const known = ["It stays sunny in Lisbon all day.", "The red bridge is closed until noon.", "The tile museum is open until six."];
const report = "Sunny all day, the red bridge closed until noon, tiles until six.";
const script = { planner: [plan, plan], researcher: [...known, ...known], writer: [report, report] };
const note = "Planner -> three researchers at once -> writer; once with Send on a conditional edge, once with Send in a Command.";

await record({ name: "langgraph-js.send", ...packages, note }, (otlpUrl) => withGraph(otlpUrl, script, async (model) => {
  for (const graph of [byEdge(model), byCommand(model)]) {
    const state = await graph.invoke({ question: "What should a visitor to Lisbon know today?" });
    console.log(state.report);
  }
}));

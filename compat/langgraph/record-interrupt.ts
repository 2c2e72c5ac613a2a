import { Annotation, Command, END, interrupt, MemorySaver, START, StateGraph } from "@langchain/langgraph";
import { record } from "../shared/record.ts";
import { packages, withGraph } from "./instrument.ts";

type Decision = "publish" | "discard";

const State = Annotation.Root({ topic: Annotation<string>, draft: Annotation<string>, decision: Annotation<Decision>, url: Annotation<string> });

const draft = "The red bridge in Lisbon is closed until noon because of works on the cables.";
const script = { writer: [draft, draft], publisher: ["Published as /news/red-bridge."] };
const note = "Writer -> editor -> publisher. The editor waits for a person; one draft is approved and published, one is refused.";

await record({ name: "langgraph-js.interrupt", ...packages, note }, (otlpUrl) => withGraph(otlpUrl, script, async (model) => {
  const ask = async (instructions: string, text: string) => String((await model.invoke([{ role: "system", content: instructions }, { role: "user", content: text }])).content);
  const graph = new StateGraph(State)
    .addNode("writer", async ({ topic }) => ({ draft: await ask("You are writer.", `Write about ${topic}`) }))
    .addNode("editor", (state) => {
      const decision = interrupt<{ question: string; draft: string }, Decision>({ question: "Publish this?", draft: state.draft });
      return new Command({ update: { decision }, goto: decision === "publish" ? "publisher" : END });
    }, { ends: ["publisher", END] })
    .addNode("publisher", async (state) => ({ url: await ask("You are publisher.", `Publish: ${state.draft}`) }))
    .addEdge(START, "writer")
    .addEdge("writer", "editor")
    .addEdge("publisher", END)
    .compile({ checkpointer: new MemorySaver() });
  const decisions: Decision[] = ["publish", "discard"];
  for (const decision of decisions) {
    const thread = { configurable: { thread_id: `draft to ${decision}` } };
    await graph.invoke({ topic: "the closed bridge" }, thread);
    const state = await graph.invoke(new Command({ resume: decision }), thread);
    console.log(state.url ?? "not published");
  }
}));

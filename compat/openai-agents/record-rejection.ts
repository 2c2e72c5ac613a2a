import { run, RunState } from "@openai/agents";
import { record } from "../shared/record.ts";
import { conversation, triage } from "./agents.ts";
import { withAgents } from "./instrument.ts";

const recording = {
  name: "openai-agents-js.rejection",
  framework: "@openai/agents",
  instrumentation: "@arizeai/openinference-instrumentation-openai-agents",
  note: "Triage -> Billing -> Refunds; the refund waits for a person, is refused, and the run goes on from its stored state.",
};

const [refund] = conversation["Refunds"] ?? [];
const refused = { ...conversation, Refunds: [...(refund === undefined ? [] : [refund]), "The refund was not granted."] };

await record(recording, (otlpUrl) => withAgents(otlpUrl, refused, async () => {
  const stopped = await run(triage, "I was charged twice for order A-100");
  const [question] = stopped.interruptions;
  if (question === undefined) throw new Error("Nobody was asked to approve the refund");
  const state = await RunState.fromString(triage, stopped.state.toString());
  for (const interruption of state.getInterruptions()) state.reject(interruption);
  const finished = await run(triage, state);
  console.log(finished.finalOutput);
}));

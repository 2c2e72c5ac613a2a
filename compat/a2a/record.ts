import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Role } from "@a2a-js/sdk";
import { AGENT_PORT } from "../shared/ports.ts";
import { record } from "../shared/record.ts";
import { traceHttp } from "./instrument-http.ts";
import { invokeAgent } from "./invoke-agent.ts";
import { messageOf, textOf } from "./message.ts";

const note = "Two services: concierge asks refunds over A2A (JSON-RPC); refunds needs the order number, so that one task goes over two traces.";

await record({ name: "a2a.http", framework: "@a2a-js/sdk", instrumentation: "@opentelemetry/instrumentation-http", note }, async (otlpUrl) => {
  const service = spawn(process.execPath, [join(import.meta.dirname, "refund-service.ts"), otlpUrl], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  await once(service, "message");
  const provider = traceHttp("concierge-service", otlpUrl);
  const { ClientFactory } = await import("@a2a-js/sdk/client");
  const client = await new ClientFactory().createFromUrl(`http://127.0.0.1:${AGENT_PORT}`);
  let conversation = { taskId: "", contextId: "" };
  for (const question of ["I was charged twice, please pay me back.", "It is order A-100."]) {
    const answer = await invokeAgent("concierge", question, async () => {
      const message = messageOf(`message-${question.length}`, Role.ROLE_USER, `Customer says: ${question}`, conversation);
      const reply = await client.sendMessage({ tenant: "", message, configuration: undefined, metadata: undefined });
      if (!("status" in reply)) return textOf(reply);
      conversation = { taskId: reply.id, contextId: reply.contextId };
      return textOf(reply.status?.message);
    });
    console.log(answer);
  }
  await provider.shutdown();
  service.disconnect();
  await once(service, "exit");
});

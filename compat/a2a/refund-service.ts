import { traceHttp } from "./instrument-http.ts";

const provider = traceHttp("refund-service", process.argv[2] ?? "");
const { serveRefundAgent } = await import("./refund-agent.ts");
await serveRefundAgent();
process.once("disconnect", () => void provider.shutdown().then(() => process.exit()));
process.send?.("ready");

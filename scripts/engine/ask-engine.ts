import { request } from "node:http";
import { ENGINE_USER } from "./engine-config.ts";

const ANSWER_TIMEOUT_MS = 2000;

/** Sends one statement on a connection of its own; undefined when nobody, or somebody else, answers on the port. */
export function askEngine(port: number, password: string, sql: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const headers = { "X-ClickHouse-User": ENGINE_USER, "X-ClickHouse-Key": password };
    const options = { host: "127.0.0.1", port, path: "/", method: "POST", agent: false, headers, timeout: ANSWER_TIMEOUT_MS };
    const asking = request(options, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
      response.on("end", () => resolve(response.statusCode === 200 ? body.trim() : undefined));
      response.on("error", () => resolve(undefined));
    });
    asking.on("timeout", () => asking.destroy());
    asking.on("error", () => resolve(undefined));
    asking.end(sql);
  });
}

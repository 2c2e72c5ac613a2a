import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { completionOf, completionChunksOf } from "./openai-completion.ts";
import { Asked, responseOf, responseEventsOf } from "./openai-response.ts";
import { MODEL_PORT } from "./ports.ts";

/** What the model answers in one turn: a text, or tools to call. */
export type Turn = string | { calls: readonly ToolRequest[] };

/** One tool call of a turn. */
export interface ToolRequest {
  name: string;
  arguments: Record<string, unknown>;
}

/** Who says what, turn after turn. An agent is known by "You are <name>" in its instructions. */
export type Script = Record<string, Turn[]>;

/** A running stand-in for the model: the base URL for clients, and how to end it. */
export interface FakeModel {
  url: string;
  stop(): Promise<void>;
}

/** A turn in which the model calls one tool. */
export const call = (name: string, args: Record<string, unknown> = {}): Turn => ({ calls: [{ name, arguments: args }] });

/** Answers OpenAI's Responses and Chat Completions APIs from a script, streamed when asked to, on loopback. */
export async function startFakeOpenAi(script: Script): Promise<FakeModel> {
  const left = new Map(Object.entries(script).map(([agent, turns]) => [agent, [...turns]]));
  let count = 0;
  const server = createServer((request, response) => {
    void (async () => {
      let text = "";
      for await (const chunk of request) text += String(chunk);
      const id = String((count += 1));
      const turn = takeTurn(left, text);
      const asked = Asked.parse(JSON.parse(text));
      const isResponses = (request.url ?? "").includes("/responses");
      await pause(12);
      if (asked.stream !== true) {
        response.writeHead(200, { "content-type": "application/json" });
        return response.end(JSON.stringify(isResponses ? responseOf(id, turn, asked) : completionOf(id, turn)));
      }
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (const event of isResponses ? responseEventsOf(id, turn, asked) : completionChunksOf(id, turn)) {
        response.write(event);
        await pause(2);
      }
      return response.end();
    })();
  });
  await new Promise<void>((resolve) => server.listen(MODEL_PORT, "127.0.0.1", resolve));
  const stop = () => new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${MODEL_PORT}/v1`, stop };
}

function takeTurn(left: ReadonlyMap<string, Turn[]>, request: string): Turn {
  const speaker = /You are (\w+)/.exec(request)?.[1] ?? "";
  const turn = left.get(speaker)?.shift();
  if (turn === undefined) throw new Error(`The script has no turn left for "${speaker}": ${request.slice(0, 300)}`);
  return turn;
}

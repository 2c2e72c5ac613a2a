import { randomBytes } from "node:crypto";
import type { APIRequestContext } from "@playwright/test";
import { bothSides, newTag, tell } from "./tell.ts";

/** A task over three traces: its agents, its key, and the handoff at which its total went wrong. */
export interface Task {
  key: string;
  planner: string;
  writer: string;
  editor: string;
  culprit: string;
  refused: string;
  lastTraceId: string;
}

/** Three handoffs in three traces with one key: the total changes on the first way, and the last receiver refuses it. */
export async function sendTask(request: APIRequestContext): Promise<Task> {
  const tag = newTag();
  const [planner, writer, editor, key] = [`planner-${tag}`, `writer-${tag}`, `editor-${tag}`, `task-${tag}`];
  const [culprit, passedOn, refused] = [`planned-${tag}`, `written-${tag}`, `edited-${tag}`];
  const from = Date.now() - 60_000;
  const trace = () => ({ correlation_id: key, trace_id: randomBytes(16).toString("hex"), contract: `order-${tag}` });
  const last = trace();
  const timed = (id: string, at: number) => ({ id, at: new Date(from + at).toISOString() });
  await tell(request, [
    ...bothSides({ source: planner, target: writer, ...trace(), ...timed(culprit, 0) }, { total: 42 }, { total: 41 }),
    ...bothSides({ source: writer, target: editor, ...trace(), ...timed(passedOn, 1000) }, { total: 41 }, { total: 41 }),
    ...bothSides({ source: editor, target: `desk-${tag}`, ...last, ...timed(refused, 2000) }, { total: 41 }, { total: 41 }),
    { source: editor, target: `desk-${tag}`, ...last, ...timed(refused, 2500), state: "rejected", errors: ["/total: expected 42"] },
  ]);
  return { key, planner, writer, editor, culprit, refused, lastTraceId: last.trace_id };
}

import { isRecord, parseJson } from "../payload/parse-json.ts";

/** Whom a record names as next, and what it is to do. */
export interface Route {
  name: string;
  instruction: string | undefined;
}

/** What an orchestrator noted for itself in JSON: who is next, or that the work is done. */
export interface Ledger {
  routes: Route[];
  isSatisfied: boolean;
  /** It takes stock of the whole work, so that the message itself is still to come. */
  isProgress: boolean;
}

/** Members that name nobody but the next to speak, and those that may: the latter only count with a known name. */
const SURE = [
  "next_speaker", "next_agent", "next_worker", "next_speakers", "next_agents", "assignee", "assigned_to", "assign_to", "delegate_to", "delegated_to", "delegate",
  "handoff_to", "hand_off_to", "transfer_to", "route_to", "dispatch_to", "send_to", "recipient", "target_agent", "selected_agent", "selected_speaker", "chosen_agent",
];
const POSSIBLE = ["next", "to", "target", "agent", "agent_name", "worker", "speaker", "goto", "receiver", "assigned_agent", "name", "tool", "who"];
/** With an instruction beside them these name somebody, too, whom the log has not shown yet. */
const NEARLY_SURE = ["next", "to", "worker", "agent", "target", "receiver", "goto", "assigned_agent"];
const NAME = /^\p{L}[\p{L}\p{N}_-]*(?: [\p{L}\p{N}_-]+){0,2}$/u;
const INSTRUCTION = ["instruction_or_question", "instruction", "instructions", "task", "question", "subtask", "message", "query", "request", "prompt", "content", "input", "description"];
const DONE = ["is_request_satisfied", "request_satisfied", "is_satisfied", "satisfied", "is_done", "done", "is_complete", "completed", "finished", "is_finished"];
const PROGRESS = ["is_request_satisfied", "is_in_loop", "is_progress_being_made"];
const LISTS = ["tasks", "assignments", "subtasks", "dispatches", "delegations", "steps", "plan", "calls", "handoffs"];
const NOBODY = /^(none|null|nobody|no_one|finish|finished|end|__end__|done|stop|terminate|exit|complete|n\/a|)$/i;

/** How much of a text is searched for JSON. */
const TEXT_MAX = 100_000;

/** The ledger in a text, or undefined. `isKnown` tells names of agents from other words. */
export function readLedger(text: string, isKnown: (name: string) => boolean): Ledger | undefined {
  const shown = text.slice(0, TEXT_MAX);
  const value = jsonIn(shown);
  if (value === undefined) return readBroken(shown);
  const routes = routesIn(value, isKnown);
  const isSatisfied = isRecord(value) && DONE.some((key) => answerOf(member(value, key)) === "true");
  const isProgress = isRecord(value) && PROGRESS.some((key) => member(value, key) !== undefined);
  return routes.length > 0 || isSatisfied ? { routes, isSatisfied, isProgress } : undefined;
}

/** A ledger of its own or a list of them; every other value names nobody. */
function routesIn(value: unknown, isKnown: (name: string) => boolean): Route[] {
  if (Array.isArray(value)) return value.flatMap((item) => (isRecord(item) ? routesIn(item, isKnown) : []));
  if (!isRecord(value)) return [];
  const instruction = INSTRUCTION.map((key) => answerOf(member(value, key))).find((text) => text !== undefined);
  const sure = namesUnder(value, SURE);
  const names = sure.length > 0 ? sure : namesUnder(value, POSSIBLE).filter((name) => isKnown(name) || (instruction !== undefined && NAME.test(name) && namesUnder(value, NEARLY_SURE).includes(name)));
  if (names.length > 0) return names.map((name) => ({ name, instruction }));
  return LISTS.flatMap((key) => routesIn(member(value, key), isKnown));
}

function namesUnder(value: Record<string, unknown>, keys: readonly string[]): string[] {
  for (const key of keys) {
    const told = member(value, key);
    const list = Array.isArray(told) ? told : [told];
    const names = list.flatMap((item) => answerOf(item) ?? []).filter((name) => name.length <= 100 && !name.includes("\n") && !NOBODY.test(name.trim()));
    if (names.length > 0) return names.map((name) => name.trim());
  }
  return [];
}

/** Members are found however they are written: `next_speaker`, `nextSpeaker`, `Next Speaker`. */
function member(value: Record<string, unknown>, key: string): unknown {
  if (Object.hasOwn(value, key)) return value[key];
  const plain = key.replaceAll("_", "");
  const found = Object.keys(value).find((name) => name.toLowerCase().replaceAll(/[^a-z]/g, "") === plain);
  return found === undefined ? undefined : value[found];
}

/** Magentic-One gives every answer together with its reason. */
function answerOf(value: unknown): string | undefined {
  if (typeof value === "string" || typeof value === "boolean") return String(value);
  if (!isRecord(value)) return undefined;
  return [value["answer"], value["name"], value["value"], value["agent"]].map((part) => (typeof part === "boolean" ? String(part) : part)).find((part) => typeof part === "string");
}

/** The first JSON object or array that stands in a text, which may go on after it. */
function jsonIn(text: string): unknown {
  const start = text.search(/[[{]\s*["{[]/);
  if (start < 0) return undefined;
  const end = endOfJson(text, start);
  return end === undefined ? undefined : parseJson(text.slice(start, end));
}

function endOfJson(text: string, start: number): number | undefined {
  let isInString = false;
  for (let at = start, depth = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') isInString = !isInString;
    else if (isInString) at += char === "\\" ? 1 : 0;
    else if (char === "{" || char === "[") depth += 1;
    else if (char === "}" || char === "]") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return undefined;
}

const BROKEN_NAME = /["']?next_?(?:speaker|agent|worker)["']?\s*[:=]\s*(?:\{[^{}]{0,2000}?["']answer["']\s*:\s*)?["']([^"'\n]{1,100})["']/i;
const BROKEN_TASK = /["']?(?:instruction_or_question|instruction|task)["']?\s*[:=]\s*(?:\{[^{}]{0,4000}?["']answer["']\s*:\s*)?"((?:[^"\\]|\\.){1,4000})"/i;
const BROKEN_DONE = /["']?is_request_satisfied["']?\s*[:=]\s*(?:\{[^{}]{0,2000}?["']answer["']\s*:\s*)?true/i;

/** A ledger that was cut off, or written as Python does. */
function readBroken(text: string): Ledger | undefined {
  const name = BROKEN_NAME.exec(text)?.[1];
  if (name === undefined || NOBODY.test(name.trim())) return undefined;
  return { routes: [{ name, instruction: BROKEN_TASK.exec(text)?.[1]?.replaceAll(/\\(.)/g, "$1") }], isSatisfied: BROKEN_DONE.test(text), isProgress: text.includes("is_request_satisfied") };
}

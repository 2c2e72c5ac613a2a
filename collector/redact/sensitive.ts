import { pointerTokens } from "@/lib/model/json-pointer.ts";

/** Attributes in which frameworks keep messages and tool calls of models. */
const OF_MODELS = /^(?:gen_ai|llm|ai|traceloop|input|output|lk|pydantic_ai|logfire)\./;
/** What messages and tool calls are made of in them: the engine reads handoffs from it. */
const STRUCTURE = new Set(["name", "type", "role", "id", "parts", "content", "text", "arguments"]);
const HOLDERS = new Set(["parts", "content", "messages", "tool_calls", "tools"]);

/** Says whether contracts call the value at a path sensitive: a pointer applies wherever it is the end of the path. */
export function createSensitive(pointers: readonly string[]): (path: readonly string[]) => boolean {
  const byLast = new Map<string, string[][]>();
  for (const pointer of pointers) {
    const tokens = pointerTokens(pointer);
    const last = tokens.at(-1);
    if (last !== undefined) byLast.set(last, [...(byLast.get(last) ?? []), tokens]);
  }
  return (path) => [byLast.get(path.at(-1) ?? ""), byLast.get("*")].some((candidates) => candidates?.some((tokens) => endsWith(path, tokens)) === true);
}

const endsWith = (path: readonly string[], tokens: readonly string[]): boolean =>
  tokens.length <= path.length && tokens.every((token, index) => token === "*" || token === path[path.length - tokens.length + index]) && !(tokens.length === 1 && isStructure(path));

/** A pointer of one name, such as `/name` or `/content`, does not mean the name of a tool in a message, nor all that models say. */
function isStructure(path: readonly string[]): boolean {
  const [attribute, last, parent, holder] = [path[0] ?? "", path.at(-1) ?? "", path.at(-2) ?? "", path.at(-3) ?? ""];
  if (!STRUCTURE.has(last) || !OF_MODELS.test(attribute)) return false;
  return parent === "function" || (/^\d+$/.test(parent) && (path.length === 3 || HOLDERS.has(holder)));
}

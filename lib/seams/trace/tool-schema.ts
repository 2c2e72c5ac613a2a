import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { isRecord, parseJson, parseJsonObject } from "../payload/parse-json.ts";

/** The JSON Schema that a model span declares for a tool's arguments, as JSON text: the contract that is in the trace already. */
export function toolSchemaOf(model: Span, toolName: string): string | undefined {
  const declared = [...indexedTools(model), ...listedTools(model), ...repeatedTools(model), ...geminiTools(model)];
  const tool = declared.find((candidate) => candidate.name === toolName);
  return tool === undefined || !isRecord(tool.schema) ? undefined : JSON.stringify(lowerCaseTypes(tool.schema));
}

/** The schema that a tool's own span declares for its arguments: OpenInference's key and Strands'. */
export function ownSchemaOf(tool: Span): string | undefined {
  const schema = parseJson(textOf(tool.attributes["tool.parameters"]) ?? textOf(tool.attributes["gen_ai.tool.json_schema"]));
  return isRecord(schema) && isRecord(schema["properties"]) ? JSON.stringify(lowerCaseTypes(schema)) : undefined;
}

interface DeclaredTool {
  name: unknown;
  schema: unknown;
}

/** Where a declaration keeps its schema, over the dialects. */
function readDeclaration(tool: unknown): DeclaredTool[] {
  if (!isRecord(tool)) return [];
  const inner = isRecord(tool["function"]) ? tool["function"] : tool;
  return [{ name: inner["name"], schema: inner["parameters"] ?? inner["inputSchema"] ?? inner["input_schema"] }];
}

function indexedTools(model: Span): DeclaredTool[] {
  const keys = Object.keys(model.attributes).filter((key) => /^llm\.tools\.\d+\.tool\.json_schema$/.test(key));
  return keys.flatMap((key) => readDeclaration(parseJson(textOf(model.attributes[key]))));
}

function listedTools(model: Span): DeclaredTool[] {
  const tools = parseJson(textOf(model.attributes["gen_ai.tool.definitions"]));
  return Array.isArray(tools) ? tools.flatMap(readDeclaration) : [];
}

/** OpenAI's Responses API repeats the tools in its answer, which Logfire keeps whole. */
function repeatedTools(model: Span): DeclaredTool[] {
  const tools = parseJsonObject(textOf(model.attributes["response"]))?.["tools"];
  return Array.isArray(tools) ? tools.flatMap(readDeclaration) : [];
}

function geminiTools(model: Span): DeclaredTool[] {
  const request = parseJson(textOf(model.attributes["gcp.vertex.agent.llm_request"]));
  const config = isRecord(request) ? request["config"] : undefined;
  const groups: unknown = isRecord(config) ? config["tools"] : undefined;
  if (!Array.isArray(groups)) return [];
  return groups.flatMap((group: unknown) => {
    const declarations = isRecord(group) ? group["functionDeclarations"] : undefined;
    return Array.isArray(declarations) ? declarations.flatMap(readDeclaration) : [];
  });
}

/** Gemini writes types in capitals (`OBJECT`), which no JSON Schema validator takes. */
function lowerCaseTypes(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(lowerCaseTypes);
  if (!isRecord(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, key === "type" && typeof value === "string" ? value.toLowerCase() : lowerCaseTypes(value)]),
  );
}

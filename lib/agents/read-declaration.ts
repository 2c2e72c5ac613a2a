import { z } from "zod";
import { AgentDeclaration, type DECLARATION_ORIGINS } from "@/lib/model/agent.ts";

/** The parts of an A2A agent card (specification 1.0 and 0.3) that the registry keeps. */
const AgentCard = z.object({
  name: z.string().trim().min(1).max(500),
  version: z.string().max(200).optional(),
  description: z.string().max(10_000).optional(),
  url: z.string().optional(),
  supportedInterfaces: z.array(z.object({ url: z.string() })).optional(),
  skills: z.array(z.object({ id: z.string().optional(), name: z.string().optional(), tags: z.array(z.string()).optional() })).max(1000),
  provider: z.object({ organization: z.string(), url: z.string().optional() }).optional(),
});

/** A declaration, or what is wrong with its text: the field and what was expected. */
export type ReadDeclaration =
  | { ok: true; declaration: AgentDeclaration; origin: (typeof DECLARATION_ORIGINS)[number] }
  | { ok: false; field: string; message: string };

/** Reads what was sent about an agent: our own form, or an A2A agent card, which is told by its `skills`. */
export function readDeclaration(text: string): ReadDeclaration {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, field: "body", message: `expected JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const isCard = typeof value === "object" && value !== null && "skills" in value;
  if (!isCard) return checked(AgentDeclaration, value, (declaration) => ({ ok: true, declaration, origin: "declared" }));
  return checked(AgentCard, value, (card) => ({ ok: true, declaration: fromCard(card), origin: "agent_card" }));
}

function checked<Value>(schema: z.ZodType<Value>, value: unknown, then: (value: Value) => ReadDeclaration): ReadDeclaration {
  const parsed = schema.safeParse(value);
  if (parsed.success) return then(parsed.data);
  const [issue] = parsed.error.issues;
  return { ok: false, field: issue?.path.join(".") || "body", message: issue?.message ?? "malformed" };
}

/** Skills say what it can do by id and by tags; both are used as capability tags. */
function fromCard({ name, version, description, url, supportedInterfaces, skills, provider }: z.output<typeof AgentCard>): AgentDeclaration {
  const tags = skills.flatMap((skill) => [skill.id ?? skill.name ?? "", ...(skill.tags ?? [])]).map((tag) => tag.trim().slice(0, 500));
  const address = [url, supportedInterfaces?.[0]?.url].find((each) => each !== undefined && URL.canParse(each));
  return {
    name,
    ...(version === undefined ? {} : { version }),
    ...(description === undefined ? {} : { description }),
    ...(address === undefined ? {} : { url: address }),
    ...(provider === undefined || provider.organization.trim() === "" ? {} : { owner: { team: provider.organization.trim().slice(0, 500), contact: provider.url ?? "" } }),
    capabilities: [...new Set(tags)].filter((tag) => tag !== "").slice(0, 200),
  };
}

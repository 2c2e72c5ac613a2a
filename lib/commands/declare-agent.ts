import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { StoredDeclaration } from "@/lib/model/agent.ts";
import { readDeclaration } from "@/lib/agents/read-declaration.ts";

/** What was declared is stored, or the field that is wrong. */
export type DeclareAgent = { ok: true; stored: StoredDeclaration } | { ok: false; field: string; message: string };

/** Stores what is declared about an agent, beside everything that was declared before. */
export async function declareAgent(db: Database, { project, text, now }: { project: string; text: string; now: Date }): Promise<DeclareAgent> {
  const read = readDeclaration(text);
  if (!read.ok) return read;
  const { declaration, origin } = read;
  const declaredAt = now.toISOString();
  await db.insert("agent_declarations", [{ project, agent: declaration.name, declared_at: declaredAt, origin, declaration: JSON.stringify(declaration), source: text }]);
  return { ok: true, stored: { declaration, origin, declaredAt } };
}

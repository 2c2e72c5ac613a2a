import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { AgentDeclaration, DECLARATION_ORIGINS } from "@/lib/model/agent.ts";

/** What was declared about agents, newest first: of all of them the newest each, or everything about one. At most 5000. */
export const readDeclarations = defineQuery({
  name: "read-agent-declarations",
  params: z.object({ project: z.string(), agent: z.string() }),
  row: z.object({
    declaration: z.string().transform((json): unknown => JSON.parse(json)).pipe(AgentDeclaration),
    origin: z.enum(DECLARATION_ORIGINS),
    declaredAt: z.string(),
  }),
  sql: `
    SELECT declaration, origin, declared_at AS declaredAt
    FROM agent_declarations
    WHERE project = {project: String} AND ({agent: String} = '' OR agent = {agent: String})
    ORDER BY declared_at DESC
    LIMIT if({agent: String} = '', 1, 1000) BY agent
    LIMIT 5000
    SETTINGS date_time_output_format = 'iso'`,
});

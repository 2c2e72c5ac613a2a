import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";

/** What agents were declared to be able to do, every declaration, oldest first; at most the newest 5000. */
export const readDeclaredCapabilities = defineQuery({
  name: "read-declared-capabilities",
  params: z.object({ project: z.string() }),
  row: z.object({ agent: z.string(), declaredAt: z.string(), capabilities: z.array(z.string()) }),
  sql: `
    SELECT agent, declaredAt, capabilities
    FROM
    (
        SELECT
            agent,
            concat(replaceOne(toString(declared_at), ' ', 'T'), 'Z') AS declaredAt,
            JSONExtract(declaration, 'capabilities', 'Array(String)') AS capabilities
        FROM agent_declarations
        WHERE project = {project: String}
        ORDER BY declared_at DESC
        LIMIT 5000
    )
    ORDER BY declaredAt, agent
    LIMIT 5000`,
});

import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { ComplianceRecord } from "@/lib/model/compliance-record.ts";
import { canonicalText, makeRecord } from "@/lib/seams/record/make-record.ts";
import { readContracts } from "../contracts/read-contracts.ts";
import { readWorkflow } from "./get-workflow.ts";

/** The compliance record of the workflow with this key; undefined when no analysed trace has it. */
export async function readComplianceRecord(db: Database, { project, key }: { project: string; key: string }): Promise<ComplianceRecord | undefined> {
  const [evidence, contracts] = await Promise.all([readWorkflow(db, { project, key }), readContracts(db, { project })]);
  return evidence === undefined ? undefined : makeRecord({ ...evidence, contracts });
}

/** A record as it is exported: the same record is the same bytes. */
export const recordText = (record: ComplianceRecord): string => canonicalText(record);

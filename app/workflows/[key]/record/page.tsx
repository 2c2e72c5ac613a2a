import type { Metadata } from "next";
import { RecordPage } from "@/components/audit/record-page.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { readComplianceRecord } from "@/lib/queries/workflows/read-compliance-record.ts";
import { idFromPath } from "@/lib/text/paths.ts";
import { database } from "../../../database.ts";
import { goneOrNotFound } from "../../../gone-or-not-found.ts";

interface Props {
  params: Promise<{ key: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Compliance record of ${idFromPath((await params).key).slice(0, 100)}` };
}

export default async function WorkflowRecordPage({ params }: Props) {
  const record = await readComplianceRecord(await database(), { project: PROJECT, key: idFromPath((await params).key) });
  if (record === undefined) return goneOrNotFound("workflow", idFromPath((await params).key));
  return <RecordPage record={record} />;
}

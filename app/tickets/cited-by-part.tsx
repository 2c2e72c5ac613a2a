import { CitedBy } from "@/components/ticket/cited-by.tsx";
import type { CitedKind } from "@/lib/model/cited-kinds.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listCitations } from "@/lib/queries/tickets/list-citations.ts";
import { database } from "../database.ts";

const LINKS_MAX = 20;

/** Which tickets cite a thing, read when it is rendered: put it into a `<Suspense>`. */
export async function CitedByPart({ kind, id }: { kind: CitedKind; id: string }) {
  const { citations, inAll } = await listCitations(await database(), { project: PROJECT, kind, subjectId: id, limit: LINKS_MAX });
  return <CitedBy citations={citations} inAll={inAll} />;
}

import { redirect } from "next/navigation";
import { idFromPath, workflowPath } from "@/lib/text/paths.ts";

/** The short address that stands in tickets: leads to the workflow by its key alone. */
export async function GET(_request: Request, { params }: { params: Promise<{ key: string }> }): Promise<never> {
  redirect(workflowPath(idFromPath((await params).key)));
}

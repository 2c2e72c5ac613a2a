import { redirect } from "next/navigation";
import { idFromPath, handoffPath } from "@/lib/text/paths.ts";

/** The short address that stands in tickets: leads to the handoff by its id alone. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<never> {
  redirect(handoffPath(idFromPath((await params).id)));
}

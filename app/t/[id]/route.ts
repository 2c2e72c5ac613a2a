import { redirect } from "next/navigation";
import { idFromPath, tracePath } from "@/lib/text/paths.ts";

/** The short address that stands in tickets: leads to the trace by its id alone. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<never> {
  redirect(tracePath(idFromPath((await params).id)));
}

import { redirect } from "next/navigation";
import { idFromPath, seamPath } from "@/lib/text/paths.ts";

/** The short address that stands in tickets: leads to the seam by its id alone. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<never> {
  redirect(seamPath(idFromPath((await params).id)));
}

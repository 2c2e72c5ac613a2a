import { notFound, redirect } from "next/navigation";
import { tombstoneAddress } from "./short-address.ts";

/** For a page that found nothing: what retention has removed is told by its tombstone, everything else is not there. */
export async function goneOrNotFound(kind: "handoff" | "trace" | "workflow", id: string): Promise<never> {
  const address = await tombstoneAddress(kind, id);
  if (address === undefined) notFound();
  redirect(address);
}

import { followShortAddress } from "../../short-address.ts";

/** The short address of a seam, for tickets: by its id alone. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return followShortAddress(request, "seam", (await params).id);
}

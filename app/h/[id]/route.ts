import { followShortAddress } from "../../short-address.ts";

/** The short address of a handoff, for tickets: by its id alone. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return followShortAddress(request, "handoff", (await params).id);
}

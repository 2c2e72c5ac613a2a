import { followShortAddress } from "../../short-address.ts";

/** The short address of a workflow, for tickets: by its key alone. */
export async function GET(request: Request, { params }: { params: Promise<{ key: string }> }): Promise<Response> {
  return followShortAddress(request, "workflow", (await params).key);
}

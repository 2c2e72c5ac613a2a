import { openApiDocument } from "@/lib/api/openapi.ts";

/** The API's own description. */
export function GET(): Response {
  return Response.json(openApiDocument(), { headers: { "cache-control": "no-store" } });
}

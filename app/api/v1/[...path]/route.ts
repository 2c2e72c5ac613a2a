import { refuse } from "@/app/api/answer-request.ts";

/** Every other address below /api/v1, so that a typing error is answered in JSON as well. */
export function GET(): Response {
  return refuse({ code: "not_found", message: "there is no such address; /api/v1/openapi.json lists them" });
}

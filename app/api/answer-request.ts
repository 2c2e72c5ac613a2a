import type { z } from "zod";
import { database } from "@/app/database.ts";
import type { Endpoint } from "@/lib/api/endpoint.ts";
import { STATUS_OF, type ErrorAnswer, type Problem } from "@/lib/api/problem.ts";
import { readParameters, readQuery } from "@/lib/api/read-parameters.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { readWriting } from "./read-writing.ts";

const HEADERS = { "cache-control": "no-store" };
const UNAVAILABLE: Problem = { code: "unavailable", message: "the database, or a shard of it, does not answer; it may be starting" };

/** Next gives an address without path parameters no parameters at all. */
type Params = Record<string, string | string[] | undefined> | undefined;
type Route = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

/** A body as it came: its text and its media type, which is one of those the endpoint takes; and what it came with. */
interface Writing {
  text: string;
  type: string;
  request: Request;
}

/**
 * What an endpoint asks of the database. A `Response` is sent as it is, for what is streamed; undefined makes a 404; what is thrown a 500, or a 503 when the database is away. A
 * `Refusal` says in whose words a request cannot be done.
 */
type Ask<P extends z.ZodObject, Q extends z.ZodObject, A extends z.ZodType> = (
  db: Database,
  asked: z.output<Q> & z.output<P>,
  writing: Writing,
) => Promise<z.input<A> | Response | Refusal | undefined>;

/** A request that was understood and cannot be done. */
export class Refusal {
  readonly problem: Problem;
  constructor(problem: Problem) {
    this.problem = problem;
  }
}

/** A route of the API: reads the request as the endpoint says, asks, and answers JSON whatever happens. */
export function answer<P extends z.ZodObject, Q extends z.ZodObject, A extends z.ZodType>(endpoint: Endpoint<P, Q, A>, ask: Ask<P, Q, A>): Route {
  return async (request, context) => {
    const query = readQuery(endpoint.query, new URL(request.url).searchParams);
    if (!query.ok) return refuse(query.problem);
    const params = readParameters(endpoint.params, (await context.params) ?? {});
    if (!params.ok) return refuse(params.problem);
    const writing = await readWriting(endpoint, request);
    if (!writing.ok) return refuse(writing.problem);
    const db = await database();
    try {
      const found = await ask(db, { ...query.value, ...params.value }, { ...writing.value, request });
      if (found instanceof Refusal) return refuse(found.problem);
      if (found instanceof Response) return found;
      if (found !== undefined) return Response.json(found, { headers: HEADERS });
      return refuse({ code: "not_found", message: `there is no ${endpoint.missing ?? "such thing"} with this id` });
    } catch (error) {
      if (!(await db.ping())) return refuse(UNAVAILABLE);
      console.error(`${endpoint.method.toUpperCase()} /api/v1${endpoint.path} failed:`, error);
      return refuse({ code: "internal", message: "this request failed; the log of the dashboard says why" });
    }
  };
}

/** An error as the API says it. */
export function refuse(problem: Problem): Response {
  const body: ErrorAnswer = { error: problem };
  return Response.json(body, { status: STATUS_OF[problem.code], headers: HEADERS });
}

import { z } from "zod";

/** Where a page ended: the time of its last row in unix nanoseconds, and its id, since many rows may share one time. */
export interface Position {
  atUnixNano: bigint;
  id: string;
}

/** Before the newest row there can be: where the first page starts. */
export const NEWEST: Position = { atUnixNano: 2n ** 63n - 1n, id: "" };

const Fields = z.tuple([z.string().regex(/^\d{1,18}$|^[1-8]\d{18}$/), z.string().min(1).max(4096)]);

/** A cursor as it came from outside; anything that `writeCursor` did not write is refused. */
export const Cursor = z
  .string()
  .max(8192)
  .refine((cursor) => readCursor(cursor) !== undefined, "expected a cursor taken from `next` of an earlier answer");

/** The position as text that is safe in a URL. */
export function writeCursor({ atUnixNano, id }: Position): string {
  return Buffer.from(JSON.stringify([atUnixNano.toString(), id])).toString("base64url");
}

/** The position a cursor stands for; undefined when it is not a cursor. */
export function readCursor(cursor: string): Position | undefined {
  const fields = Fields.safeParse(parseJson(Buffer.from(cursor, "base64url").toString()));
  if (!fields.success) return undefined;
  const [atUnixNano, id] = fields.data;
  return { atUnixNano: BigInt(atUnixNano), id };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The first `limit` rows, and the cursor of the last of them when there are more. */
export function cutPage<Row extends Position>(rows: readonly Row[], limit: number): { page: Row[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { page, next: rows.length > limit && last !== undefined ? writeCursor(last) : null };
}

/** The end of a window, or just after the position a page starts at if that comes first. */
export const endBefore = (to: Date, { atUnixNano }: Position): Date => new Date(Math.min(to.getTime(), Number(atUnixNano / 1_000_000n) + 1));

import type { Expiring } from "@/lib/model/retention.ts";

/** A table as the database describes it, by `SHOW CREATE TABLE`. */
export interface Described {
  table: string;
  createQuery: string;
}

const LIFETIME = String.raw`TTL toDateTime\(\w+\) \+ toIntervalDay\((\d+)\)`;
const escaped = (text: string): string => text.replaceAll(/[^\w]/g, String.raw`\$&`);

/** After how many days rows, or a column of them, expire by a table's own description; 0: never. */
export function daysInForce({ column }: Pick<Expiring, "column">, { createQuery }: Described): number {
  const [head = "", tail = ""] = createQuery.split(/\bENGINE = /, 2);
  const found = column === undefined ? new RegExp(LIFETIME).exec(tail) : new RegExp(String.raw`\x60${escaped(column)}\x60 (?:(?!, \x60).)*?${LIFETIME}`, "s").exec(head);
  return Number(found?.[1] ?? 0);
}

/** The whole lifetime of a table's rows as the database has it, for people to read; "" where there is none. */
export const lifetimeOf = (createQuery: string): string => /\bENGINE = .*?\bTTL (.*?)(?: SETTINGS .*)?$/s.exec(createQuery)?.[1]?.trim() ?? "";

/** What makes the rows of a table, or a column, expire after so many days; 0: never again. */
export function lifetimeStatements({ table, timeColumn, column, wholePartsOfDays }: Expiring, days: number): string[] {
  const lifetime = `toDateTime(${timeColumn}) + toIntervalDay(${days})`;
  if (days === 0) return [`ALTER TABLE ${table} ${column === undefined ? "" : `MODIFY COLUMN ${column} `}REMOVE TTL`];
  return [
    // What is stored already learns of its new lifetime without being written anew.
    `ALTER TABLE ${table} MODIFY SETTING materialize_ttl_recalculate_only = 1, ttl_only_drop_parts = ${wholePartsOfDays === undefined ? 0 : 1}`,
    `ALTER TABLE ${table} MODIFY ${column === undefined ? "" : `COLUMN ${column} `}TTL ${lifetime}`,
  ];
}

import type { Database } from "./open-database.ts";

/**
 * The database for one who asks it from many places and wants one answer: whoever asks again for rows with the same words and values gets the rows
 * that came the first time. For as long as one page is made, not longer; what is written meanwhile makes it forget.
 */
export function askOnce(db: Database): Database {
  const answers = new Map<string, Promise<unknown[]>>();
  const thenForget = async (written: Promise<void>): Promise<void> => {
    await written;
    answers.clear();
  };
  return {
    ...db,
    select(queryName, sql, params) {
      const question = JSON.stringify([sql, params], (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
      const answer = answers.get(question) ?? db.select(queryName, sql, params);
      answers.set(question, answer);
      return answer;
    },
    insert: (...asked) => thenForget(db.insert(...asked)),
    insertEncoded: (insert) => thenForget(db.insertEncoded(insert)),
    run: (...asked) => thenForget(db.run(...asked)),
  };
}

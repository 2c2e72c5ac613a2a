import type { Dice } from "../dice.ts";

const SUBJECTS = [
  "a vector database", "a call recording service", "a translation service", "an invoice scanner", "a feature flag service", "a customer survey tool",
] as const;
const TEAMS = ["the support team", "the field engineers", "the finance team", "our two warehouses"] as const;
const BUDGETS = ["at most 40,000 euros a year", "no more than 1,200 euros a month", "under 15,000 euros in the first year"] as const;
const DEADLINES = ["decision by Friday 17:00", "contract signed before the end of the quarter", "answer within two working days"] as const;

/** What somebody asks the desk, with what must not be forgotten on the way. */
export interface Question {
  number: number;
  /** The conversation it was asked in. */
  thread: string;
  subject: string;
  text: string;
  constraints: { budget: string; deadline: string };
}

/** The n-th question of the day, asked in that conversation. */
export function questionOf(number: number, thread: string, dice: Dice): Question {
  const subject = dice.pick(SUBJECTS);
  const text = `Which ${subject.replace(/^an? /, "")} should ${dice.pick(TEAMS)} buy?`;
  return { number, thread, subject, text, constraints: { budget: dice.pick(BUDGETS), deadline: dice.pick(DEADLINES) } };
}

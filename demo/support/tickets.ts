import type { Dice } from "../dice.ts";

const REASONS = ["arrived broken", "charged twice", "never arrived", "wrong size", "cancelled in time"] as const;
const QUESTIONS = ["Why is my invoice higher than last month?", "Which address is on my invoice?", "I was charged in the wrong currency.", "When is the next payment due?"] as const;

/** What a customer wants. */
export interface Ticket {
  id: string;
  kind: "refund" | "invoice" | "simple";
  text: string;
  order: string;
  amount: number;
  reason: string;
}

/** The n-th ticket of the day. */
export function ticketOf(n: number, dice: Dice): Ticket {
  const share = dice.next();
  const kind = share < 0.38 ? "refund" : share < 0.83 ? "invoice" : "simple";
  const order = `A-${dice.between(10_000, 99_999)}`;
  const reason = dice.pick(REASONS);
  const amount = Math.round(dice.around(6400, 0.8)) / 100;
  const text = kind === "refund" ? `I want my money back for order ${order}: ${reason}.` : kind === "invoice" ? dice.pick(QUESTIONS) : `Where is order ${order}?`;
  return { id: `T-${4000 + n}`, kind, text, order, amount, reason };
}

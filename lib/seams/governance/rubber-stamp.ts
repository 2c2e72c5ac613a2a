import type { GateDecision, SeamCheck } from "./seam-check.ts";

const DECISIONS_MIN = 20;
const APPROVED_MIN = 0.95;
const HASTY_MIN = 0.5;
/** Twice as fast as people read: 238 words a minute (Brysbaert 2019, doi:10.1016/j.jml.2019.104047) of six characters each. */
const CHARS_PER_SECOND = 48;
/** What is shorter is taken in at a glance. */
const CHARS_MIN = 200;

/** A gate that everything passes. */
export const rubberStamp: SeamCheck = {
  class: "rubber_stamp",
  severity: "warning",
  side: "seam",
  demands: ["S2.92", "S2.93", "S2.94"],
  meaning: "People approve nearly everything here, faster than they could have read it: the gate adds waiting and no judgement.",
  rule: `Of the latest decisions by people in the window (200 at most, at least ${DECISIONS_MIN}), ${APPROVED_MIN * 100} of 100 or more are approvals, and half or more were made in less time than reading takes at twice the usual speed (${CHARS_PER_SECOND} characters a second; payloads under ${CHARS_MIN} characters are not counted as hasty). The time counts from the question, waiting included, so that whoever is found hasty was.`,
  fix: "Ask for fewer decisions and put before the person what is to be decided: a summary, the proposed action, what happens in each branch. Where nothing was ever refused, let a rule decide and people see the exceptions.",
  lookalike: "A policy that decides by rule, a gate at which things are refused, and approvals that took their time.",
  find: ({ decisions }) => {
    const byPeople = decisions.filter((decision) => !decision.byPolicy);
    const approved = byPeople.filter((decision) => decision.approved).length;
    const hasty = byPeople.filter(isHasty).length;
    const n = byPeople.length;
    if (n < DECISIONS_MIN || approved < APPROVED_MIN * n || hasty < HASTY_MIN * n) return [];
    return [
      {
        message: `${approved} of ${n} were approved, ${hasty} of them faster than what was to be judged can be read`,
        reason: "approved unread",
        evidence: { decisions: String(n), approved: String(approved), hasty: String(hasty) },
        n,
      },
    ];
  },
};

const isHasty = ({ approved, reviewMs, payloadChars }: GateDecision): boolean =>
  approved && reviewMs !== null && payloadChars !== null && payloadChars >= CHARS_MIN && reviewMs < (payloadChars / CHARS_PER_SECOND) * 1000;

import { digestOf } from "./digest.ts";

/** The id of the rule with this name; the same however often it is saved, changed, deleted and saved again, and that of the shipped rule where one has the name. */
export const ruleIdOf = (name: string): string => digestOf(["rule", name.trim()]);

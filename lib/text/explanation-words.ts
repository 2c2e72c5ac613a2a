import type { Fact, FactKind } from "@/lib/model/explanation.ts";
import { RULE_NAMES, RULES } from "@/lib/model/vocabulary.ts";
import { formatBytes } from "./bytes.ts";
import { formatCount } from "./count.ts";

/** A fact in words: what it is about, the key as it is written in the telemetry (empty where none is), and what is so of it. */
export interface FactWords {
  about: string;
  key: string;
  says: string;
}

const WHOSE = { source: "sender's ", target: "receiver's ", "": "" } as const;
const VERSIONS: Readonly<Record<string, string>> = {
  producer: "version of the producer", receiver: "version of the receiver", contract: "contract version that is claimed", accepted: "versions that the receiver accepts", governing: "contract in force",
};
const OWN: Readonly<Record<string, string>> = { rule: "how it was found", mode: "kind of handoff", traces: "traces it spans" };

/** What a fact says, as a sentence in three parts. */
export function factWords({ kind, side, key, value }: Fact): FactWords {
  return WORDS[kind](key, value, side);
}

const WORDS: Readonly<Record<FactKind, (key: string, value: string, side: Fact["side"]) => FactWords>> = {
  version: (key, value) => ({ about: VERSIONS[key] ?? key, key: "", says: value === "" ? "is not reported" : `is ${value}` }),
  payload_field: (key, value) => ({ about: "payload field", key, says: value === "" ? "is absent" : `is ${withArticle(value)}` }),
  payload_value: (key, value) => ({ about: "payload field", key, says: valueWords(value) }),
  payload_length: (key, value) => ({ about: "length of payload field", key, says: valueWords(value) }),
  payload: (key, value, side) => payloadWords(side === "target" ? "received payload" : "sent payload", key, value),
  attribute: (key, value, side) => ({ about: `${WHOSE[side]}span:`, key, says: value === "" ? "is not set" : valueWords(value) }),
  resource: (key, value, side) => ({ about: `${WHOSE[side]}resource:`, key, says: value === "" ? "is not set" : valueWords(value) }),
  trace: (key, value) => traceWords(key, value),
  time: (key, value) => ({ about: "it began", key: "", says: key === "hour" ? `between ${value}:00 and ${String((Number(value) + 1) % 24).padStart(2, "0")}:00 UTC` : `on a ${value} (UTC)` }),
  handoff: (key, value) => ({ about: OWN[key] ?? key, key: "", says: ruleName(key, value) ?? value.replaceAll("_", " ") }),
};

function ruleName(key: string, value: string): string | undefined {
  const rule = RULES.find((one) => one === value);
  return key !== "rule" || rule === undefined ? undefined : RULE_NAMES[rule];
}

/** The same as one text. */
export function factSentence(fact: Fact): string {
  const { about, key, says } = factWords(fact);
  return [about, key, says].filter((part) => part !== "").join(" ");
}

function payloadWords(about: string, key: string, value: string): FactWords {
  if (key === "form") return { about, key: "", says: value === "none" ? "is not there" : `is ${withArticle(value)}` };
  return { about: `${key === "bytes" ? "size" : "tokens"} of the ${about}`, key: "", says: key !== "bytes" ? valueWords(value) : /^\d+$/.test(value) ? `is ${formatBytes(Number(value))}` : boundWords(value, (number) => formatBytes(number)) };
}

function traceWords(key: string, value: string): FactWords {
  const [what = "", ...rest] = key.split(" ");
  if (rest.length > 0) return { about: `its trace passes ${what}`, key: rest.join(" "), says: value === "" ? "not" : "" };
  if (what === "root") return { about: "root of its trace", key: "", says: valueWords(value) };
  return { about: "its trace has", key: "", says: `${boundWords(value, (number) => formatCount(number), "")} ${what}` };
}

/** Bounds as they stand, anything else as "is …". */
const valueWords = (value: string): string => boundWords(value, (number) => new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 }).format(number));

function boundWords(value: string, say: (number: number) => string, verb = "is "): string {
  const [, sign, bound] = /^(≥|<) (-?[\d.e+-]+)$/.exec(value) ?? [];
  if (sign === undefined || bound === undefined) return `${verb}${value}`;
  return `${verb}${sign === "≥" ? "at least" : "below"} ${say(Number(bound))}`;
}

const NAMELESS = /^(?:null|empty text|text|true or false)$/;
const withArticle = (value: string): string => (NAMELESS.test(value) ? value : `${/^[aeiou]/i.test(value) ? "an" : "a"} ${value}`);

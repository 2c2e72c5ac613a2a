import { FINDING_CLASSES, type FindingClass, type Verdict, VERDICTS } from "./vocabulary.ts";

/** What the one box of the trace search says: words or an id that are left, what narrows down, and what cannot be read. */
export interface TraceQuery {
  text: string;
  agent?: string;
  service?: string;
  failed?: boolean;
  class?: FindingClass;
  verdict?: Verdict;
  minDurationMs?: number;
  /** Each names its field and what was expected there. */
  problems: string[];
}

/** What may stand before a colon; anything else with a colon in it is a word, since ids have colons, too. */
const FIELD = /^(agent|service|failed|class|verdict|duration):(.*)$/s;
const PART = /(?:[^\s"]+:)?"[^"]*"|\S+/g;
const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/**
 * Reads `words agent:planner service:"my service" failed:true class:lost verdict:held duration:>2s`. Of a field that is given twice the
 * last one counts. A text in quotes is one word.
 */
export function readTraceQuery(text: string): TraceQuery {
  const query: TraceQuery = { text: "", problems: [] };
  const words: string[] = [];
  for (const part of text.match(PART) ?? []) {
    const [, field, value = ""] = FIELD.exec(part) ?? [];
    if (field === undefined) words.push(unquoted(part));
    else readField(query, field, unquoted(value));
  }
  return { ...query, text: words.join(" ") };
}

const unquoted = (text: string): string => (/^".*"$/s.test(text) ? text.slice(1, -1) : text);

function readField(query: TraceQuery, field: string, value: string): void {
  if (field === "agent" || field === "service") {
    if (value === "") query.problems.push(`${field}: expected a name after the colon`);
    else query[field] = value;
  } else if (field === "failed") {
    if (value === "true" || value === "false") query.failed = value === "true";
    else query.problems.push(`failed: expected true or false, not “${value}”`);
  } else if (field === "class") {
    const found = FINDING_CLASSES.find((name) => name === value);
    if (found === undefined) query.problems.push(`class: “${value}” is no class of findings; one is lost, another schema_violation`);
    else query.class = found;
  } else if (field === "verdict") {
    const found = VERDICTS.find((name) => name === value);
    if (found === undefined) query.problems.push(`verdict: expected one of ${VERDICTS.join(", ")}, not “${value}”`);
    else query.verdict = found;
  } else {
    const [, number, unit] = /^>(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(value) ?? [];
    if (number === undefined) query.problems.push(`duration: expected a least duration such as >500ms, >2s, >5m or >1h, not “${value}”`);
    else query.minDurationMs = Number(number) * (UNITS_MS[unit ?? "ms"] ?? 1);
  }
}

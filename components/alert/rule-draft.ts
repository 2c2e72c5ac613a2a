import type { AlertMetric } from "@/lib/model/alert-rule.ts";
import { METRIC_WORDS } from "@/lib/text/alert-words.ts";
import type { FieldError } from "./form-field.tsx";

/** A rule as its form says it: what the API is given, or the field that makes no sense before it is asked. */
export type RuleDraft = { ok: true; draft: Record<string, unknown> } | { ok: false; error: FieldError };

const TEXTS = ["seam", "source", "target", "contract", "owner"] as const;
const DURATIONS = ["window", "every", "for", "keepFiring"] as const;
const NUMBERS = ["need", "of", "minVolume", "quantile"] as const;
const MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

const isMetric = (text: string): text is AlertMetric => Object.hasOwn(METRIC_WORDS, text);

/** Reads the form; what it leaves open is left out, so that the API's defaults hold. */
export function readRuleForm(data: FormData): RuleDraft {
  const text = (name: string): string => {
    const value = data.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const metric = text("metric");
  const above = isMetric(metric) ? readThreshold(metric, text("above")) : text("above");
  if (above === undefined) return { ok: false, error: { field: "above", message: isMetric(metric) && METRIC_WORDS[metric].unit === "duration" ? "expected a duration such as 30s or 2m" : "expected a number" } };
  const labels = readLabels(text("labels"));
  if (labels === undefined) return { ok: false, error: { field: "labels", message: "expected one label a line, as name=value" } };
  const said = [...TEXTS, ...DURATIONS].flatMap((name): [string, string][] => (text(name) === "" ? [] : [[name, text(name)]]));
  const numbers = NUMBERS.flatMap((name): [string, number | string][] => (text(name) === "" ? [] : [[name, Number.isNaN(Number(text(name))) ? text(name) : Number(text(name))]]));
  return {
    ok: true,
    draft: {
      name: text("name"), description: text("description"), metric, above, ...Object.fromEntries(said), ...Object.fromEntries(numbers),
      by: text("by"), severity: text("severity"), noData: text("noData"), labels,
      classes: data.getAll("classes"), channels: data.getAll("channels"), toOwner: data.has("toOwner"), enabled: data.has("enabled"),
    },
  };
}

/** A threshold as the form has it: per cent of shares, a duration in words, else a number. Undefined when it is none of it. */
function readThreshold(metric: AlertMetric, text: string): number | undefined {
  const { unit } = METRIC_WORDS[metric];
  if (unit === "duration") {
    const found = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/.exec(text);
    return found === null ? undefined : Number(found[1]) * (MS[found[2] ?? ""] ?? 1);
  }
  const number = Number(text.replace(/\s*%$/, ""));
  if (text === "" || Number.isNaN(number)) return undefined;
  // 7 / 100 is not 0.07 to the last bit, and nobody wrote more than six digits.
  return unit === "percent" ? Number((number / 100).toFixed(8)) : number;
}

function readLabels(text: string): Record<string, string> | undefined {
  const lines = text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  const pairs = lines.map((line) => /^([^=]+)=(.*)$/.exec(line));
  return pairs.some((pair) => pair === null) ? undefined : Object.fromEntries(pairs.map((pair) => [pair?.[1]?.trim() ?? "", pair?.[2]?.trim() ?? ""]));
}

/** A stored threshold as the form shows it. */
export function thresholdText(metric: AlertMetric, above: number): string {
  const { unit } = METRIC_WORDS[metric];
  if (unit === "percent") return String(Number((above * 100).toFixed(6)));
  if (unit !== "duration") return String(above);
  const [name, ms] = Object.entries(MS).findLast(([, size]) => above >= size && above % size === 0) ?? ["ms", 1];
  return `${above / ms}${name}`;
}

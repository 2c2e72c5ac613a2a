"use client";

import { useState } from "react";
import type { AlertRuleDraft } from "@/lib/model/alert-rule.ts";
import { FINDING_CLASSES } from "@/lib/model/vocabulary.ts";
import { METRIC_WORDS, METRICS, SEVERITIES_BY_WEIGHT, SEVERITY_WORDS } from "@/lib/text/alert-words.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { type FieldError, FormField } from "./form-field.tsx";
import { thresholdText } from "./rule-draft.ts";

const QUANTILES = [0.5, 0.9, 0.95, 0.99];
const UNITS = { percent: "in per cent", duration: "a duration, such as 30s or 2m", count: "a count", times: "a multiple" } as const;
const GROUP = "grid gap-3 sm:grid-cols-2";

interface RuleFieldsProps {
  rule: AlertRuleDraft;
  /** Its name cannot change: it is what the rule is known by. */
  nameIsFixed: boolean;
  channels: readonly string[];
  error: FieldError | undefined;
}

/** All fields of a rule, in the order in which one thinks of them: what, of which seams, when, and to whom. */
export function RuleFields(props: RuleFieldsProps) {
  return (
    <div className="grid gap-5">
      <What {...props} />
      <Where {...props} />
      <When {...props} />
      <Whom {...props} />
    </div>
  );
}

function What({ rule, nameIsFixed, error }: RuleFieldsProps) {
  const [metric, setMetric] = useState(rule.metric);
  const words = METRIC_WORDS[metric];
  return (
    <fieldset className={GROUP}>
      <legend className="mb-2 font-semibold">What</legend>
      <FormField name="name" title="Name (required)" hint={nameIsFixed ? "A rule is known by its name" : undefined} error={error}>
        <input name="name" required maxLength={120} defaultValue={rule.name} readOnly={nameIsFixed} placeholder="e.g. Payments fail" className="field w-full read-only:bg-sunk" />
      </FormField>
      <FormField name="severity" title="Severity" error={error}>
        <select name="severity" defaultValue={rule.severity} className="field w-full">
          {SEVERITIES_BY_WEIGHT.map((severity) => (
            <option key={severity} value={severity}>
              {SEVERITY_WORDS[severity]}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="metric" title="Measures" hint={words.means} error={error}>
        <select name="metric" value={metric} onChange={(event) => setMetric(METRICS.find((one) => one === event.target.value) ?? metric)} className="field w-full">
          {METRICS.map((one) => (
            <option key={one} value={one}>
              {METRIC_WORDS[one].label}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="above" title={`Fires above (${UNITS[words.unit]}${words.of === "" ? "" : `, ${words.of}`})`} error={error}>
        <input key={words.unit} name="above" required defaultValue={metric === rule.metric ? thresholdText(rule.metric, rule.above) : ""} placeholder={words.unit === "duration" ? "30s" : words.unit === "percent" ? "5" : "0"} className="field w-full" />
      </FormField>
      <FormField name="window" title="Looks back over" hint="1m to 90d" error={error}>
        <input name="window" defaultValue={rule.window} placeholder="5m" className="field w-full" />
      </FormField>
      {metric === "latency" ? (
        <FormField name="quantile" title="Quantile" error={error}>
          <select name="quantile" defaultValue={rule.quantile} className="field w-full">
            {QUANTILES.map((quantile) => (
              <option key={quantile} value={quantile}>{`p${quantile * 100}`}</option>
            ))}
          </select>
        </FormField>
      ) : null}
      <div className="sm:col-span-2">
        <FormField name="description" title="In words, for who is told" error={error}>
          <input name="description" maxLength={2000} defaultValue={rule.description} className="field w-full" />
        </FormField>
      </div>
      {metric === "failure_rate" || metric === "silent_rate" ? <Classes chosen={rule.classes} /> : null}
    </fieldset>
  );
}

function Classes({ chosen }: { chosen: readonly string[] }) {
  return (
    <details className="sm:col-span-2" open={chosen.length > 0}>
      <summary className="text-xs text-ink-2">Only failures of some classes (none chosen: all)</summary>
      <div className="mt-2 grid max-h-56 gap-x-4 gap-y-1 overflow-y-auto rounded border border-line p-2 text-xs sm:grid-cols-2" tabIndex={0} role="group" aria-label="Finding classes">
        {FINDING_CLASSES.map((of) => (
          <label key={of} className="flex min-h-6 items-center gap-2">
            <input type="checkbox" name="classes" value={of} defaultChecked={chosen.includes(of)} className="accent-ink" />
            {FINDING_WORDS[of].label}
          </label>
        ))}
      </div>
    </details>
  );
}

function Where({ rule, error }: RuleFieldsProps) {
  return (
    <fieldset className={GROUP}>
      <legend className="mb-2 font-semibold">Of which seams</legend>
      <FormField name="source" title="Agent that hands over" hint="Left open: any. * stands for any characters" error={error}>
        <input name="source" defaultValue={rule.source} placeholder="any" className="field w-full" />
      </FormField>
      <FormField name="target" title="Agent that receives" error={error}>
        <input name="target" defaultValue={rule.target} placeholder="any" className="field w-full" />
      </FormField>
      <FormField name="contract" title="Contract" error={error}>
        <input name="contract" defaultValue={rule.contract} placeholder="any" className="field w-full" />
      </FormField>
      <FormField name="owner" title="Team that answers for it" error={error}>
        <input name="owner" defaultValue={rule.owner} placeholder="any" className="field w-full" />
      </FormField>
      <FormField name="seam" title="One seam alone, by its id" error={error}>
        <input name="seam" defaultValue={rule.seam} placeholder="any" className="field w-full font-mono text-xs" />
      </FormField>
      <FormField name="by" title="Judged" error={error}>
        <select name="by" defaultValue={rule.by} className="field w-full">
          <option value="seam">Each seam for itself</option>
          <option value="group">All that match as one</option>
        </select>
      </FormField>
    </fieldset>
  );
}

function When({ rule, error }: RuleFieldsProps) {
  return (
    <fieldset className={GROUP}>
      <legend className="mb-2 font-semibold">When</legend>
      <FormField name="every" title="Evaluated every" hint="5s to 1d" error={error}>
        <input name="every" defaultValue={rule.every} className="field w-full" />
      </FormField>
      <FormField name="for" title="Must hold for" hint="0s: fires at once" error={error}>
        <input name="for" defaultValue={rule.for} className="field w-full" />
      </FormField>
      <FormField name="need" title="Evaluations above" hint="of the last so many" error={error}>
        <span className="flex items-center gap-2">
          <input name="need" inputMode="numeric" defaultValue={rule.need} aria-label="Evaluations above" className="field w-16" /> of{" "}
          <input name="of" inputMode="numeric" defaultValue={rule.of} aria-label="of the last" className="field w-16" />
        </span>
      </FormField>
      <FormField name="keepFiring" title="Must be well for" hint="before it resolves" error={error}>
        <input name="keepFiring" defaultValue={rule.keepFiring} className="field w-full" />
      </FormField>
      <FormField name="minVolume" title="Handoffs needed" hint="in the window, before a rate or latency is judged" error={error}>
        <input name="minVolume" inputMode="numeric" defaultValue={rule.minVolume} className="field w-full" />
      </FormField>
      <FormField name="noData" title="With too few handoffs" error={error}>
        <select name="noData" defaultValue={rule.noData} className="field w-full">
          <option value="keep">stays as it was</option>
          <option value="resolve">counts as well</option>
          <option value="fire">counts as above</option>
        </select>
      </FormField>
    </fieldset>
  );
}

function Whom({ rule, channels, error }: RuleFieldsProps) {
  const known = [...new Set([...channels, ...rule.channels])];
  return (
    <fieldset className={GROUP}>
      <legend className="mb-2 font-semibold">To whom</legend>
      <div className="grid content-start gap-1">
        <span className="column-head">Channels</span>
        {known.length === 0 ? <p className="text-xs text-ink-2">There is no channel yet: firings are shown here, and told to nobody.</p> : null}
        {known.map((name) => (
          <Check key={name} name="channels" value={name} on={rule.channels.includes(name)} words={name} />
        ))}
        <Check name="toOwner" on={rule.toOwner} words="also the channels of the team that answers for the seam" />
        <Check name="enabled" on={rule.enabled} words="switched on" />
        {error?.field.startsWith("channels") === true ? <p role="alert" className="text-xs font-medium text-accent">✗ {error.message}</p> : null}
      </div>
      <FormField name="labels" title="Labels, one a line" hint="name=value; they go along with what is told" error={error}>
        <textarea name="labels" rows={3} defaultValue={Object.entries(rule.labels).map(([name, value]) => `${name}=${value}`).join("\n")} placeholder="tier=1" className="field h-auto w-full py-1.5 font-mono text-xs" />
      </FormField>
    </fieldset>
  );
}

function Check({ name, value, on, words }: { name: string; value?: string; on: boolean; words: string }) {
  return (
    <label className="flex min-h-6 items-center gap-2 [overflow-wrap:anywhere]">
      <input type="checkbox" name={name} {...(value === undefined ? {} : { value })} defaultChecked={on} className="accent-ink" />
      {words}
    </label>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { zoneName } from "@/lib/text/instant.ts";
import { minuteAt } from "@/lib/text/time-range.ts";
import { useViewerOffset } from "../ui/use-viewer-offset.ts";
import { type FieldError, FormError, FormField, SubmitButton } from "./form-field.tsx";
import { formText } from "../ui/form-text.ts";
import { sendJson } from "../ui/send-json.ts";

const FIELDS = ["reason", "by", "startsAt", "endsAt", "rule", "seam", "source", "target", "contract", "owner"] as const;
const BY = "seamscope.resolved-by";
const HOUR_MS = 3_600_000;

interface SilenceFormProps {
  /** What the form begins with: what is to be silenced. */
  about: { rule?: string | undefined; seam?: string | undefined; source?: string | undefined; target?: string | undefined; contract?: string | undefined; owner?: string | undefined };
  rules: readonly string[];
  nowMs: number;
}

/** Silences alerts from now or from later on, until a time, for a reason. */
export function SilenceForm({ about, rules, nowMs }: SilenceFormProps) {
  const router = useRouter();
  const now = new Date(nowMs).toISOString();
  const offset = useViewerOffset(now);
  const [error, setError] = useState<FieldError>();
  const [sending, setSending] = useState(false);
  const add = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form);
    window.localStorage.setItem(BY, formText(data, "by"));
    setSending(true);
    const sent = await sendJson("POST", "/silences", draftOf(data));
    setSending(false);
    setError(sent.ok ? undefined : sent);
    if (!sent.ok) return;
    form.reset();
    router.push("/alerts/silences");
    router.refresh();
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void add(event.currentTarget);
  };
  return (
    <form onSubmit={submit} className="grid gap-3 px-4 pb-4 sm:grid-cols-2 lg:grid-cols-3">
      <FormField name="reason" title="Why (required)" error={error}>
        <input name="reason" required maxLength={2000} placeholder="e.g. migration of the payments agent" className="field w-full" />
      </FormField>
      <FormField name="by" title="Who (nobody is checked)" error={error}>
        <input name="by" maxLength={200} autoComplete="name" className="field w-full" />
      </FormField>
      <FormField name="rule" title="Rule" hint="Left open: every rule" error={error}>
        <select name="rule" defaultValue={about.rule ?? ""} className="field w-full">
          <option value="">Every rule</option>
          {rules.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </FormField>
      <FormField name="startsAt" title={`From (${zoneName(offset)})`} hint="Left empty: from now; later: a maintenance window" error={error}>
        <input type="datetime-local" name="startsAt" className="field w-full" />
      </FormField>
      <FormField name="endsAt" title={`Until (${zoneName(offset)}, required)`} hint="Every silence ends" error={error}>
        <input key={offset} type="datetime-local" name="endsAt" required defaultValue={minuteAt(new Date(nowMs + HOUR_MS).toISOString(), offset, "T")} className="field w-full" />
      </FormField>
      <FormField name="seam" title="Seam (its id)" error={error}>
        <input name="seam" defaultValue={about.seam} className="field w-full font-mono text-xs" />
      </FormField>
      <FormField name="source" title="Agent that hands over" hint="* stands for any characters" error={error}>
        <input name="source" defaultValue={about.source} className="field w-full" />
      </FormField>
      <FormField name="target" title="Agent that receives" error={error}>
        <input name="target" defaultValue={about.target} className="field w-full" />
      </FormField>
      <FormField name="owner" title="Team that answers for the seam" error={error}>
        <input name="owner" defaultValue={about.owner} className="field w-full" />
      </FormField>
      <div className="flex flex-wrap items-center gap-3 sm:col-span-2 lg:col-span-3">
        <SubmitButton sending={sending}>Silence</SubmitButton>
        <FormError error={error} fields={FIELDS} />
        <p className="text-xs text-ink-3">What fires meanwhile is recorded, counted and shown; only nobody is told. What still fires at the end is told then.</p>
      </div>
    </form>
  );
}

/** What a `datetime-local` field holds is on the viewer's clock, as the browser reads a time without a zone. */
function draftOf(data: FormData): Record<string, string> {
  const said = FIELDS.flatMap((name): [string, string][] => {
    const text = formText(data, name);
    if (text === "" && name !== "reason") return [];
    const ms = name === "startsAt" || name === "endsAt" ? Date.parse(text) : Number.NaN;
    return [[name, Number.isNaN(ms) ? text : new Date(ms).toISOString()]];
  });
  return Object.fromEntries(said);
}

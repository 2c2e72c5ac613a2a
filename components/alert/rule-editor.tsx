"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { AlertMetric, AlertRuleDraft } from "@/lib/model/alert-rule.ts";
import { METRICS } from "@/lib/text/alert-words.ts";
import { rulePath } from "@/lib/text/paths.ts";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { Section } from "../ui/section.tsx";
import { type FieldError, FormError, SubmitButton } from "./form-field.tsx";
import { readRuleForm, type RuleDraft } from "./rule-draft.ts";
import { RuleFields } from "./rule-fields.tsx";
import { RulePreviewPanel } from "./rule-preview.tsx";
import { sendJson, textIn, textsIn } from "../ui/send-json.ts";

const FIELDS = ["name", "severity", "metric", "above", "window", "quantile", "description", "source", "target", "contract", "owner", "seam", "by", "every", "for", "need", "keepFiring", "minVolume", "noData", "labels", "channels"];

interface RuleEditorProps {
  rule: AlertRuleDraft;
  channels: readonly string[];
  /** It is stored, so its name is fixed. */
  isStored: boolean;
  /** What deleting it does, in the words of the button; "" where it cannot be deleted. */
  deleteWords: string;
}

/** A rule to write or change, beside what it would have done. */
export function RuleEditor({ rule, channels, isStored, deleteWords }: RuleEditorProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [read, setRead] = useState<RuleDraft>();
  const [said, setSaid] = useState<{ error?: FieldError; done?: string; sending?: boolean }>({});
  const look = (): void => {
    if (form.current !== null) setRead(readRuleForm(new FormData(form.current)));
  };
  useEffect(look, []);
  useShortcuts("Alert rule", { s: () => form.current?.requestSubmit() });
  const save = async (): Promise<void> => {
    const now = form.current === null ? undefined : readRuleForm(new FormData(form.current));
    if (now === undefined) return;
    if (!now.ok) return setSaid({ error: now.error });
    setSaid({ sending: true });
    const sent = await sendJson("POST", "/alert-rules", now.draft);
    if (!sent.ok) return setSaid({ error: sent });
    setSaid({ done: ["Saved; it is evaluated from now on.", ...textsIn(sent.answer, "warnings")].join(" ") });
    if (!isStored) router.push(rulePath(textIn(sent.answer, "name")));
    return router.refresh();
  };
  const remove = async (): Promise<void> => {
    setSaid({ sending: true });
    const sent = await sendJson("DELETE", `/alert-rules/${encodeURIComponent(rule.name)}`);
    if (!sent.ok) return setSaid({ error: sent });
    router.push("/alerts");
    return router.refresh();
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void save();
  };
  const draft = read?.ok === true ? read.draft : undefined;
  const problem = said.error ?? (read?.ok === false && read.error.field !== "above" ? read.error : undefined);
  return (
    <div className="grid grid-cols-1 items-start gap-x-4 xl:grid-cols-[34rem_minmax(0,1fr)]">
      <Section title="The rule" id="rule">
        <form ref={form} onSubmit={submit} onChange={look} className="grid gap-4 px-4 pb-4">
          <RuleFields rule={rule} nameIsFixed={isStored} channels={channels} error={problem} />
          <div className="flex flex-wrap items-center gap-3">
            <SubmitButton sending={said.sending === true}>Save</SubmitButton>
            {deleteWords === "" ? null : (
              <button type="button" onClick={() => void remove()} disabled={said.sending === true} className="field">
                {deleteWords}
              </button>
            )}
            <FormError error={said.error} fields={FIELDS} />
            <p role="status" className="text-sm text-ink-2 [overflow-wrap:anywhere]">
              {said.done}
            </p>
          </div>
        </form>
      </Section>
      <RulePreviewPanel draft={draft} metric={metricOf(draft, rule.metric)} above={aboveOf(draft)} />
    </div>
  );
}

const metricOf = (draft: Record<string, unknown> | undefined, fallback: AlertMetric): AlertMetric => METRICS.find((one) => one === draft?.["metric"]) ?? fallback;
const aboveOf = (draft: Record<string, unknown> | undefined): number => (typeof draft?.["above"] === "number" ? draft["above"] : 0);

"use client";

import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import type { ChannelType } from "@/lib/model/alert-channel.ts";
import { type FieldError, FormError, FormField, SubmitButton } from "./form-field.tsx";
import { formText } from "../ui/form-text.ts";
import { sendJson, textsIn } from "../ui/send-json.ts";

interface Field {
  name: string;
  title: string;
  hint?: string;
  placeholder?: string;
  secret?: boolean;
  required?: boolean;
  many?: boolean;
}

const URL_FIELD: Field = { name: "url", title: "Address (required)", placeholder: "https://hooks.example.com/in", required: true };
/** What each type of channel needs beside a name and owners. */
const TYPES: Readonly<Record<ChannelType, { label: string; fields: readonly Field[] }>> = {
  webhook: { label: "Webhook", fields: [URL_FIELD, { name: "secret", title: "Secret", hint: "signs each request: HMAC-SHA256 over time and body", secret: true }] },
  slack: { label: "Slack", fields: [{ ...URL_FIELD, title: "Address of an incoming webhook (required)", placeholder: "https://hooks.slack.com/services/…", secret: true }] },
  pagerduty: { label: "PagerDuty", fields: [{ name: "routingKey", title: "Routing key (required)", secret: true, required: true }] },
  opsgenie: { label: "Opsgenie", fields: [{ name: "apiKey", title: "API key (required)", secret: true, required: true }] },
  email: {
    label: "E-mail",
    fields: [
      { name: "to", title: "To (required)", hint: "several with commas", placeholder: "oncall@example.com", required: true, many: true },
      { name: "from", title: "From (required)", placeholder: "seamscope@example.com", required: true },
      { name: "smtp", title: "Mail server (required)", placeholder: "smtps://user:password@mail.example.com:465", secret: true, required: true },
    ],
  },
  alertmanager: { label: "Alertmanager", fields: [{ ...URL_FIELD, title: "Address of an Alertmanager (required)", hint: "/api/v2/alerts is added", placeholder: "http://alertmanager:9093" }, { name: "user", title: "User" }, { name: "password", title: "Password", secret: true }] },
};
const isType = (text: string): text is ChannelType => Object.hasOwn(TYPES, text);

/** Adds a channel, or replaces the one of its name; only what its type needs is asked for. */
export function ChannelForm() {
  const router = useRouter();
  const [type, setType] = useState<ChannelType>("webhook");
  const [state, setState] = useState<{ sending?: boolean; error?: FieldError; done?: string }>({});
  const { fields } = TYPES[type];
  const save = async (form: HTMLFormElement): Promise<void> => {
    setState({ sending: true });
    const sent = await sendJson("POST", "/channels", draftOf(new FormData(form), type, fields));
    if (!sent.ok) return setState({ error: sent });
    setState({ done: ["Saved. Send a test to see whether it arrives.", ...textsIn(sent.answer, "warnings")].join(" ") });
    form.reset();
    return router.refresh();
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void save(event.currentTarget);
  };
  return (
    <form onSubmit={submit} className="grid gap-3 px-4 pb-4 sm:grid-cols-2 lg:grid-cols-3">
      <FormField name="type" title="Type" error={state.error}>
        <select name="type" value={type} onChange={(event) => isType(event.target.value) && setType(event.target.value)} className="field w-full">
          {Object.entries(TYPES).map(([value, { label }]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="name" title="Name (required)" hint="One of this name is replaced, secrets and all" error={state.error}>
        <input name="name" required maxLength={120} placeholder="e.g. ops" className="field w-full" />
      </FormField>
      {fields.map(({ name, title, hint, placeholder, secret = false, required = false }) => (
        <FormField key={`${type} ${name}`} name={name} title={title} hint={hint ?? (secret ? "stored encrypted, never shown again" : undefined)} error={state.error}>
          <input name={name} required={required} placeholder={placeholder} type={secret && name !== "smtp" && name !== "url" ? "password" : "text"} autoComplete="off" spellCheck={false} className="field w-full" />
        </FormField>
      ))}
      <FormField name="owners" title="Teams whose alerts come here" hint="several with commas; rules also tell the owner's channels" error={state.error}>
        <input name="owners" placeholder="e.g. payments" className="field w-full" />
      </FormField>
      <label className="flex min-h-6 items-center gap-2 self-center">
        <input type="checkbox" name="byDefault" className="accent-ink" /> also takes what no other channel takes
      </label>
      <div className="flex flex-wrap items-center gap-3 sm:col-span-2 lg:col-span-3">
        <SubmitButton sending={state.sending === true}>Save channel</SubmitButton>
        <FormError error={state.error} fields={["type", "name", "owners", ...fields.map(({ name }) => name)]} />
        <p role="status" className="text-sm text-ink-2 [overflow-wrap:anywhere]">
          {state.done}
        </p>
      </div>
    </form>
  );
}

const listOf = (text: string): string[] => text.split(",").map((one) => one.trim()).filter((one) => one !== "");

function draftOf(data: FormData, type: ChannelType, fields: readonly Field[]): Record<string, unknown> {
  const said = fields.flatMap(({ name, many = false }): [string, unknown][] => (formText(data, name) === "" ? [] : [[name, many ? listOf(formText(data, name)) : formText(data, name)]]));
  return { type, name: formText(data, "name"), owners: listOf(formText(data, "owners")), byDefault: data.has("byDefault"), ...Object.fromEntries(said) };
}

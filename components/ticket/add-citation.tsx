"use client";

import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { type FoundLink, readNamed } from "@/lib/text/find-permalinks.ts";
import { browserBase } from "../ui/public-base.ts";
import { type Cited, cite } from "./send-citation.ts";

const EXPECTED = "expected an address of this Seamscope, such as …/h/… or …/traces/…, or handoff:<id>";

/** Attaches one more thing to a ticket, by its address. */
export function AddCitation({ ticket }: { ticket: string }) {
  const router = useRouter();
  const [state, setState] = useState<"idle" | "sending" | Cited>("idle");
  const add = async (form: HTMLFormElement): Promise<void> => {
    const text = textOf(new FormData(form).get("link"));
    const link = [browserBase(), window.location.origin].map((base) => readNamed(text, base)).find((found) => found !== undefined);
    setState("sending");
    const done = link === undefined ? { ok: false as const, message: EXPECTED } : await citeFirst(ticket, link);
    setState(done);
    if (!done.ok) return;
    form.reset();
    router.refresh();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void add(event.currentTarget);
  };
  return (
    <form onSubmit={submit} className="panel mb-4 flex flex-wrap items-center gap-2 px-4 py-3 print:hidden">
      <label className="flex min-w-0 flex-1 flex-wrap items-center gap-2">
        <span className="column-head">Cite one more</span>
        <input name="link" required maxLength={5000} autoComplete="off" placeholder="address of a handoff, trace, seam, workflow or alert" className="field min-w-0 flex-1 basis-64" />
      </label>
      <button type="submit" disabled={state === "sending"} className="field">
        Attach
      </button>
      <span role="status" className="basis-full empty:hidden [overflow-wrap:anywhere]">
        {typeof state === "string" ? "" : state.ok ? (state.already ? "It was cited before." : state.pinProblem === "" ? "Attached and pinned." : `Attached, and not pinned: ${state.pinProblem}`) : `Not attached: ${state.message}`}
      </span>
    </form>
  );
}

const textOf = (value: FormDataEntryValue | null): string => (typeof value === "string" ? value.trim() : "");

/** A sign at the end of an address may belong to the id or not: the first id that exists is meant. */
async function citeFirst(ticket: string, { kind, ids }: FoundLink): Promise<Cited> {
  let done: Cited = { ok: false, message: EXPECTED };
  for (const id of ids) {
    done = await cite({ ticket, kind, id, by: window.localStorage.getItem("seamscope.cited-by") ?? "", note: "" });
    if (done.ok) return done;
  }
  return done;
}

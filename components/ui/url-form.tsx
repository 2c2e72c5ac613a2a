"use client";

import { useRouter } from "next/navigation";
import type { FormEvent, ReactNode } from "react";
import { withParams } from "@/lib/text/paths.ts";

interface UrlFormProps {
  path: string;
  search: string;
  /** Parameters that no longer fit once a field changes, such as the cursor of a page. */
  clears: readonly string[];
  children: ReactNode;
}

/** A form whose fields are parameters of the URL: a choice takes effect at once, and Back undoes it. */
export function UrlForm({ path, search, clears, children }: UrlFormProps) {
  const router = useRouter();
  const go = (form: HTMLFormElement) => {
    const named = [...form.elements].flatMap((field) => (field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? [field.name] : []));
    const data = new FormData(form);
    const changes = Object.fromEntries(named.map((name) => [name, textOf(data.get(name))]));
    const cleared = Object.fromEntries(clears.map((name) => [name, undefined]));
    router.push(withParams(path, search, { ...cleared, ...changes }), { scroll: false });
  };
  const onChange = (event: FormEvent<HTMLFormElement>) => {
    // Text is sent with Enter; sending every letter would ask the database for each.
    if (event.target instanceof HTMLInputElement && event.target.type !== "checkbox") return;
    go(event.currentTarget);
  };
  return (
    <form
      key={search}
      action={path}
      onChange={onChange}
      onSubmit={(event) => {
        event.preventDefault();
        go(event.currentTarget);
      }}
      className="flex flex-wrap items-center gap-2"
    >
      {children}
      <button type="submit" className="sr-only focus:not-sr-only">
        Apply
      </button>
    </form>
  );
}

function textOf(value: FormDataEntryValue | null): string | undefined {
  return typeof value === "string" ? value.trim() : undefined;
}

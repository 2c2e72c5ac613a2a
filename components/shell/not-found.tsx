"use client";

import { usePathname } from "next/navigation";
import { idFromPath } from "@/lib/text/paths.ts";

/** What was looked for and is not there, and why that may be. */
export function NotFound({ what, hint }: { what: string; hint: string }) {
  const path = usePathname();
  return (
    <section className="panel mx-auto mt-10 max-w-xl p-8">
      <h1 className="text-lg font-semibold">There is no such {what}</h1>
      <p className="mt-2">
        Looked for <code className="rounded bg-sunk px-1.5 py-0.5 font-mono [overflow-wrap:anywhere]">{what === "page" ? path : idFromPath(path.split("/").at(-1) ?? "")}</code>
      </p>
      <p className="mt-2 text-ink-2">{hint}</p>
    </section>
  );
}

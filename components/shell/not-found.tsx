"use client";

import { usePathname } from "next/navigation";
import { useSyncExternalStore } from "react";
import { idFromPath } from "@/lib/text/paths.ts";

/** What was looked for and is not there, and why that may be. */
export function NotFound({ what, hint }: { what: string; hint: string }) {
  const looked = useLookedFor(what);
  return (
    <section className="panel mx-auto mt-10 max-w-xl p-8">
      <h1 className="text-lg font-semibold">There is no such {what}</h1>
      <p className="mt-2">
        Looked for <code className="rounded bg-sunk px-1.5 py-0.5 font-mono [overflow-wrap:anywhere]">{looked}</code>
      </p>
      <p className="mt-2 text-ink-2">{hint}</p>
    </section>
  );
}

const never = () => () => undefined;

/** The page for unknown addresses is made once for all of them, so only the browser knows which one it was. */
function useLookedFor(what: string): string {
  const path = usePathname();
  const address = useSyncExternalStore(never, () => window.location.pathname, () => "this address");
  return what === "page" ? address : idFromPath(path.split("/").at(-1) ?? "");
}

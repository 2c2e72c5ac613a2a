"use client";

import { useEffect } from "react";
import { answers } from "@/components/shell/live/page-state.ts";

const RETRY_MS = 3000;

/** A page that could not be made: says what to look at, and tries again by itself and without losing the address. */
export default function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  useEffect(() => {
    console.error(error);
    // Asked while the server is gone, Next would leave the page for the browser's own error.
    const again = async (): Promise<void> => {
      if (await answers()) retry();
    };
    const timer = setInterval(() => void again(), RETRY_MS);
    return () => clearInterval(timer);
  }, [error, retry]);
  return (
    <section className="panel mx-auto mt-10 max-w-xl p-8" role="alert">
      <h1 className="text-lg font-semibold">This page could not be made</h1>
      <p className="mt-2 text-ink-2">
        Most often the database does not answer. <code className="font-mono">npm run doctor</code> says what is wrong, and the terminal of Seamscope has the whole
        message{error.digest === undefined ? "" : ` under the digest ${error.digest}`}. Nothing that was received is lost. This page tries again by itself.
      </p>
      <button type="button" onClick={retry} className="mt-5 rounded bg-ink px-4 py-1.5 font-medium text-ground">
        Try again
      </button>
    </section>
  );
}

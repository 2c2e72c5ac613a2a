"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ComparisonSummary } from "@/lib/text/comparison.ts";
import type { CallName, Calls, ComparisonSources, Told } from "./compare-messages.ts";

/** How far a comparison is. `fetched` counts characters of payloads that have come. */
export type ComparisonState = { kind: "working"; fetched: number } | { kind: "ready"; summary: ComparisonSummary } | { kind: "stopped" } | { kind: "failed"; why: string };

/** Asks the worker; rejects when it failed, and never settles once it was stopped. */
export type Ask = <Name extends CallName>(name: Name, question: Calls[Name][0]) => Promise<Calls[Name][1]>;

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

interface Session {
  worker: Worker;
  ask: Ask;
}

/** A comparison in a worker of its own, which ends with the component or when it is stopped. */
export function useComparison(sources: ComparisonSources): { state: ComparisonState; ask: Ask; stop: () => void; again: () => void } {
  const [state, setState] = useState<ComparisonState>({ kind: "working", fetched: 0 });
  const [run, setRun] = useState(0);
  const session = useRef<Session>(undefined);
  const latest = useRef(sources);
  useEffect(() => {
    const { worker, ask } = startSession(`comparison ${run}`, (fetched) => setState((now) => (now.kind === "working" ? { kind: "working", fetched } : now)));
    session.current = { worker, ask };
    ask("open", latest.current).then(
      (summary) => setState({ kind: "ready", summary }),
      (error: Error) => setState({ kind: "failed", why: error.message }),
    );
    return () => worker.terminate();
  }, [run]);
  const ask: Ask = useCallback((name, question) => session.current?.ask(name, question) ?? Promise.reject(new Error("The comparison has not begun")), []);
  const stop = useCallback(() => {
    session.current?.worker.terminate();
    setState({ kind: "stopped" });
  }, []);
  const again = useCallback(() => {
    setState({ kind: "working", fetched: 0 });
    setRun((before) => before + 1);
  }, []);
  return { state, ask, stop, again };
}

function startSession(name: string, onFetched: (characters: number) => void): Session {
  const worker = new Worker(new URL("./compare-worker.ts", import.meta.url), { type: "module", name });
  const pending = new Map<number, Pending>();
  let last = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<Told>) => {
    if ("fetched" in data) return onFetched(data.fetched);
    const asked = pending.get(data.id);
    pending.delete(data.id);
    if ("problem" in data) asked?.reject(new Error(data.problem));
    else asked?.resolve(data.value);
  });
  worker.addEventListener("error", (event) => {
    for (const asked of pending.values()) asked.reject(new Error(event.message === "" ? "the comparison could not be started" : event.message));
    pending.clear();
  });
  const ask: Ask = (asked, question) =>
    new Promise((resolve, reject) => {
      last += 1;
      pending.set(last, { resolve, reject });
      worker.postMessage({ id: last, name: asked, question }, []);
    });
  return { worker, ask };
}

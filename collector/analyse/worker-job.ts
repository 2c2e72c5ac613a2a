import type { CelFacts } from "@/lib/contracts/cel/evaluate-cel.ts";

/** What the validating thread is asked: to hold a payload against a schema, or to evaluate an invariant. */
export type Job = { kind: "schema"; schema: string; payload: string } | { kind: "invariant"; invariant: { name: string; cel: string }; facts: CelFacts };

/** The number under which the thread says that it has loaded; jobs are numbered from 1. */
export const READY = 0;

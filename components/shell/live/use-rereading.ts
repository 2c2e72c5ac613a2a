"use client";

import { useRouter } from "next/navigation";
import { type RefObject, useEffect, useRef, useState, useTransition } from "react";
import { handoffPath, seamPath } from "@/lib/text/paths.ts";
import type { LiveState } from "./listen-live.ts";
import { newsWords, type ToldHandoff } from "./live-news.ts";
import { answers, isBusy, markFresh } from "./page-state.ts";
import { isDue, planAfter, type RefreshPlan } from "./refresh-plan.ts";

const TICK_MS = 250;
/** A server that does not answer is asked again after this. */
const AGAIN_MS = 5000;
/** Whoever listens to a screen reader is told at most this often. */
const SAID_EVERY_MS = 15_000;

interface Rereading {
  on: boolean;
  state: LiveState;
  everyMs: number;
  plan: RefObject<RefreshPlan>;
  told: RefObject<ToldHandoff[]>;
}

/** Reads a page anew by its plan, marks what changed on it, and says it now and then. */
export function useRereading({ on, state, everyMs, plan: planRef, told: toldRef }: Rereading): { pending: boolean; said: string } {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [said, setSaid] = useState("");
  const saidAt = useRef(0);
  const unsaid = useRef<ToldHandoff[]>([]);
  useEffect(() => {
    if (!on) return undefined;
    let asking = false;
    const isHeld = (): boolean => document.visibilityState === "hidden" || isBusy();
    const reread = async (): Promise<void> => {
      asking = true;
      const there = await answers();
      asking = false;
      if (there && isHeld()) return;
      planRef.current = there ? planAfter(planRef.current, Date.now()) : { ...planRef.current, dueMs: Date.now() + AGAIN_MS };
      if (there) startTransition(() => router.refresh());
    };
    const timer = setInterval(() => {
      const unready = asking || state === "reconnecting" || state === "away";
      if (!unready && isDue(planRef.current, Date.now(), everyMs) && !isHeld()) void reread();
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [on, state, everyMs, planRef, router]);
  useEffect(() => {
    if (pending || toldRef.current.length === 0) return;
    const handoffs = toldRef.current.splice(0);
    markFresh(new Set(handoffs.flatMap(({ id, seam }) => [handoffPath(id), seamPath(seam)])));
    unsaid.current.push(...handoffs);
    if (Date.now() - saidAt.current < SAID_EVERY_MS) return;
    saidAt.current = Date.now();
    setSaid(newsWords({ handoffs: unsaid.current.splice(0), traces: [] }));
  }, [pending, toldRef]);
  return { pending, said };
}

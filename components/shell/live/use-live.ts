"use client";

import { useEffect, useRef, useState } from "react";
import type { LiveTopic } from "@/lib/model/live.ts";
import { listenLive, type LiveState } from "./listen-live.ts";
import { newsAfter, type ToldHandoff } from "./live-news.ts";
import { planFor, type RefreshPlan } from "./refresh-plan.ts";
import { useRereading } from "./use-rereading.ts";

/** What is written while a page is made may or may not be on it. */
const MADE_WITHIN_MS = 2000;
/** A page older than this was brought back by the browser's Back button and shows old numbers. */
const STALE_MS = 15_000;

/** How often a page asks that cannot be told. */
const POLL_MS = 5000;
/** Windows of time move on, so a page of them is never older than this. */
const MOVES_MS = 60_000;

/** Whether the page follows, how the connection stands, when something last changed (unix ms), and what to say of it. */
interface LivePage {
  on: boolean;
  toggle: () => void;
  state: LiveState;
  pending: boolean;
  changedAt: number | undefined;
  said: string;
}

/**
 * Listens to what concerns a page, and has it read anew when it is time and nobody would be disturbed. `renderedAtMs` is when it
 * was made, by the server's clock.
 */
export function useLive(renderedAtMs: number, topic: LiveTopic | null): LivePage {
  const [on, setOn] = useState(true);
  const [state, setState] = useState<LiveState>("connecting");
  const [changedAt, setChangedAt] = useState<number>();
  // Another page is another component; the numbers of this one may be made anew, and its topic is still the same.
  const [madeAtMs] = useState(renderedAtMs);
  const [subject] = useState(topic);
  const plan = useRef<RefreshPlan>({ lastMs: 0, dueMs: undefined, follows: false });
  const told = useRef<ToldHandoff[]>([]);
  const everyMs = subject === null || state === "refused" ? POLL_MS : subject.handoff === undefined && subject.traces === undefined ? MOVES_MS : Infinity;
  const { pending, said } = useRereading({ on, state, everyMs, plan, told });
  useEffect(() => {
    const nowMs = Date.now();
    plan.current = { lastMs: nowMs, dueMs: nowMs - madeAtMs > STALE_MS ? nowMs : undefined, follows: false };
    if (!on || subject === null) return undefined;
    return listenLive(subject, madeAtMs, {
      state: setState,
      anew: () => {
        plan.current = { ...plan.current, dueMs: Date.now() };
      },
      news: (all) => {
        const news = newsAfter(all, madeAtMs - MADE_WITHIN_MS);
        if (news.handoffs.length + news.traces.length === 0) return;
        told.current.push(...news.handoffs);
        plan.current = planFor(plan.current, Date.now());
        setChangedAt(Date.now());
      },
    });
  }, [on, subject, madeAtMs]);
  return { on, toggle: () => setOn(!on), state, pending, changedAt, said };
}

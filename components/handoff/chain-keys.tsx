"use client";

import { useRouter } from "next/navigation";
import { handoffPath } from "@/lib/text/paths.ts";
import { useShortcuts } from "../shell/use-shortcuts.ts";

/** The keys that go along a chain of handoffs. */
export function ChainKeys({ previous, next }: { previous: string | undefined; next: string | undefined }) {
  const router = useRouter();
  const goTo = (id: string | undefined) => (id === undefined ? undefined : router.push(handoffPath(id)));
  useShortcuts("Handoff", { "[": () => goTo(previous), "]": () => goTo(next) });
  return null;
}

"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, type RefObject } from "react";
import type { OpenGroup, OpenItem } from "@/lib/model/reconciliation.ts";
import { countOf } from "@/lib/text/count.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { keyOfGroup } from "./group-key.ts";
import type { Resolving } from "./resolve-dialog.tsx";
import type { Decision } from "./send-decision.ts";

/** The API takes no more in one request. */
const GROUPS_AT_ONCE = 100;
type Done = Extract<Decision, { ok: true }>;

/** Which groups are chosen, what is about to be resolved, and what was resolved last. */
interface ResolvingState {
  body: RefObject<HTMLTableSectionElement | null>;
  chosen: readonly OpenGroup[];
  resolving: Resolving | undefined;
  done: Done | undefined;
  select: (groups: readonly OpenGroup[]) => void;
  toggle: (group: OpenGroup) => void;
  askGroups: (groups: readonly OpenGroup[]) => void;
  askHandoff: (group: OpenGroup, item: OpenItem) => void;
  cancel: () => void;
  settle: (done: Done | undefined) => void;
}

/** Choosing groups of the inbox, by hand and by key, and resolving them. A choice outlives a refresh of the page, since it goes by the group's key. */
export function useResolving(groups: readonly OpenGroup[]): ResolvingState {
  const router = useRouter();
  const body = useRef<HTMLTableSectionElement>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [resolving, setResolving] = useState<Resolving>();
  const [done, setDone] = useState<Done>();
  const chosen = groups.filter((group) => selected.has(keyOfGroup(group)));
  const select = (some: readonly OpenGroup[]) => setSelected(new Set(some.slice(0, GROUPS_AT_ONCE).map(keyOfGroup)));
  const toggle = (group: OpenGroup) => select(chosen.includes(group) ? chosen.filter((one) => one !== group) : [...chosen, group]);
  const askGroups = (some: readonly OpenGroup[]) => setResolving(wholeGroups(some));
  const here = useGroupInFocus(body, groups);
  useShortcuts("Inbox", {
    j: () => here.move(1),
    k: () => here.move(-1),
    x: () => here.groups().forEach(toggle),
    r: () => {
      const some = chosen.length > 0 ? chosen : here.groups();
      if (some.length > 0) askGroups(some);
    },
  });
  return {
    body, chosen, resolving, done, select, toggle, askGroups,
    askHandoff: (group, item) => setResolving(oneHandoff(group, item)),
    cancel: () => setResolving(undefined),
    settle(decision) {
      setDone(decision);
      setResolving(undefined);
      setSelected(new Set());
      router.refresh();
    },
  };
}

/** The group in whose row the focus is (none, or one), and how to go to the next. */
function useGroupInFocus(body: RefObject<HTMLElement | null>, groups: readonly OpenGroup[]): { move: (by: number) => void; groups: () => OpenGroup[] } {
  const index = (): number => [...(body.current?.querySelectorAll("[data-group]") ?? [])].findIndex((row) => row.contains(document.activeElement));
  return {
    move(by) {
      const rows = body.current?.querySelectorAll<HTMLElement>("[data-group] a[aria-expanded]") ?? [];
      const from = index();
      rows[from === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, from + by))]?.focus();
    },
    groups: () => groups.filter((_, at) => at === index()),
  };
}

const sum = (groups: readonly OpenGroup[]): number => groups.reduce((total, group) => total + group.count, 0);
const lineOf = ({ class: name, source, target, count }: OpenGroup): string => `${count}× ${FINDING_WORDS[name].label}: ${source} → ${target}`;

const wholeGroups = (groups: readonly OpenGroup[]): Resolving => ({
  words: `Resolve ${countOf(sum(groups), "handoff")}`,
  lines: groups.map(lineOf),
  body: { groups: groups.slice(0, GROUPS_AT_ONCE).map(({ class: name, reason, seamId, newestAt, count }) => ({ class: name, reason, seamId, newestAt, count })) },
});

const oneHandoff = (group: OpenGroup, { id }: OpenItem): Resolving => ({
  words: "Resolve one handoff",
  lines: [id, `${FINDING_WORDS[group.class].label}: ${group.source} → ${group.target}`],
  body: { handoffs: [{ class: group.class, id }] },
});

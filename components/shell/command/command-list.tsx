"use client";

import { Command } from "cmdk";
import { usePathname, useRouter } from "next/navigation";
import { useState } from "react";
import type { Place } from "@/lib/model/place.ts";
import { agentPath, contractPath, handoffPath, seamPath, tracePath, withParams, workflowPath } from "@/lib/text/paths.ts";
import { PAGES } from "../places.ts";
import { recentPlaces } from "./recent-places.ts";
import { useActions } from "./use-actions.ts";
import { useSuggestions } from "./use-suggestions.ts";

const PATH_OF: Record<Place["kind"], (id: string) => string> = {
  seam: seamPath, agent: agentPath, contract: contractPath, handoff: handoffPath, trace: (id) => tracePath(id), workflow: workflowPath,
};
const ITEM = "flex cursor-pointer items-baseline gap-3 rounded px-3 py-1.5 data-[selected=true]:bg-sunk";
const GROUP = "px-1.5 pb-1.5 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-ink-3";

/** What can be done and where one can go: pages, places of late, what the server finds by name or id, and what acts on this page. */
export function CommandList({ close }: { close: () => void }) {
  const [text, setText] = useState("");
  const { places, state } = useSuggestions(text);
  const [recent] = useState(recentPlaces);
  // What was chosen holds for the list it was chosen from; in a new list the first place is.
  const listed = places.map(({ kind, id }) => `${kind} ${id}`);
  const [chosen, setChosen] = useState({ value: "", from: "" });
  const value = chosen.from === listed.join() ? chosen.value : (listed[0] ?? chosen.value);
  const router = useRouter();
  const path = usePathname();
  const actions = useActions();
  const go = (href: string) => () => {
    close();
    router.push(href);
  };
  const typed = text.trim();
  const matches = (title: string): boolean => title.toLowerCase().includes(typed.toLowerCase());
  return (
    <Command shouldFilter={false} label="Command menu" loop value={value} onValueChange={(next) => setChosen({ value: next, from: listed.join() })}>
      <Command.Input value={text} onValueChange={setText} autoFocus placeholder="A page, an agent, a seam, any id …" className="w-full border-b border-line bg-transparent px-4 py-3 text-base outline-none" />
      <Command.List className="max-h-[min(60vh,28rem)] overflow-y-auto">
        {typed === "" ? null : (
          <Command.Group heading={state === "away" ? "The server does not answer; these work all the same" : state === "asking" ? "Found (looking …)" : "Found"} className={GROUP}>
            {places.map(({ kind, id, title, detail }) => (
              <Command.Item key={`${kind} ${id}`} value={`${kind} ${id}`} onSelect={go(PATH_OF[kind](id))} className={ITEM}>
                <span className="w-16 shrink-0 text-xs text-ink-3">{kind}</span>
                <span className="min-w-0 truncate" title={title}>
                  {title}
                </span>
                <span className="ml-auto min-w-0 truncate text-xs text-ink-3">{detail}</span>
              </Command.Item>
            ))}
            <Command.Item value="search everywhere" onSelect={go(`/search?q=${encodeURIComponent(typed)}`)} className={ITEM}>
              <span className="w-16 shrink-0 text-xs text-ink-3">search</span>
              <span className="min-w-0 truncate">Look for “{typed}” by id and among the traces</span>
            </Command.Item>
          </Command.Group>
        )}
        <Items heading="Pages" items={PAGES.filter(({ label }) => matches(label)).map(({ href, label }) => ({ key: href, title: label, act: go(href) }))} />
        <Items heading="Lately" items={recent.filter((place) => place.path !== path && matches(place.title)).map((place) => ({ key: `recent ${place.path}`, title: place.title, act: go(place.path) }))} />
        <Items
          heading="This page"
          items={actions.filter(({ title }) => matches(title)).map(({ key, title, href, act }) => ({
            key,
            title,
            act: href === undefined ? () => { close(); act?.(); } : go(withParams(path, window.location.search, href)),
          }))}
        />
      </Command.List>
    </Command>
  );
}

function Items({ heading, items }: { heading: string; items: { key: string; title: string; act: () => void }[] }) {
  if (items.length === 0) return null;
  return (
    <Command.Group heading={heading} className={GROUP}>
      {items.map(({ key, title, act }) => (
        <Command.Item key={key} value={key} onSelect={act} className={ITEM}>
          <span className="min-w-0 truncate">{title}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}

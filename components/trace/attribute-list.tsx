"use client";

import type { ReactNode } from "react";
import { MarkedText } from "../handoff/marked-text.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { LongValue } from "./long-value.tsx";

/** Beyond this a JSON text is not laid out: that would cost more than it helps. */
const LAID_OUT_MAX = 200_000;

interface AttributeListProps {
  title: string;
  note?: ReactNode;
  attributes: Record<string, string>;
  /** Only names and values that hold this, whatever their case. */
  filter: string;
}

/** Attributes by name. Long values are folded, files are cards, JSON is laid out; while a filter hides all of them the list is left out. */
export function AttributeList({ title, note, attributes, filter }: AttributeListProps) {
  const all = Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const wanted = filter.toLowerCase();
  const entries = all.filter(([name, value]) => wanted === "" || name.toLowerCase().includes(wanted) || value.toLowerCase().includes(wanted));
  if (wanted !== "" && entries.length === 0) return null;
  return (
    <section className="mt-4">
      <h4 className="mb-1 text-xs font-semibold">
        {title} <span className="font-normal text-ink-3">{note ?? (all.length === 0 ? "none" : entries.length < all.length ? `${entries.length} of ${all.length}` : all.length)}</span>
      </h4>
      <dl className="text-xs">
        {entries.map(([name, value]) => (
          <div key={name} className="group border-t border-line py-1">
            <dt className="flex items-center gap-2 text-ink-3">
              <span className="mr-auto [overflow-wrap:anywhere]">{name}</span>
              <span className="opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
                <CopyButton text={value} label={`Copy the value of ${name}`} words="Copy" />
              </span>
            </dt>
            <dd className="font-mono whitespace-pre-wrap [overflow-wrap:anywhere]">
              <LongValue value={laidOut(value)} label={name} render={(text) => <MarkedText text={text} />} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function laidOut(value: string): string {
  if (!/^[[{]/.test(value) || value.length > LAID_OUT_MAX) return value;
  try {
    return JSON.stringify(JSON.parse(value), undefined, 2);
  } catch {
    return value;
  }
}

import { X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { Fact } from "@/lib/model/explanation.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { factSentence } from "@/lib/text/explanation-words.ts";
import { withParams } from "@/lib/text/paths.ts";
import { FactText } from "../explain/fact-text.tsx";
import { Instant } from "../ui/instant.tsx";
import type { ChosenPair } from "./version-matrix.tsx";
import { boxParams, type BoxChoice } from "./heatmap-cells.ts";

/** Which handoffs were chosen by other parts of the page. */
export interface ChosenHandoffs {
  box: BoxChoice | undefined;
  pointer: string | undefined;
  /** Of the handoffs compared by an explanation, those that a fact is so of; `of` is how many were compared. */
  fact: Fact | undefined;
  versions: ChosenPair | undefined;
}

/** A pair of versions as the address has it: a JSON list, since a version may hold any character. */
export const versionsText = ({ source, target, contract }: ChosenPair): string => JSON.stringify([source, target, contract]);

/** What was chosen elsewhere on the page, each as a chip that takes it away. */
export function ListChips({ chosen: { box, pointer, fact, versions }, path, search }: { chosen: ChosenHandoffs; path: string; search: string }) {
  if (box === undefined && pointer === undefined && fact === undefined && versions === undefined) return null;
  const without = (changes: Record<string, undefined>) => withParams(path, search, { ...changes, cursor: undefined });
  return (
    <ul className="flex flex-wrap gap-2 text-xs" aria-label="Chosen on this page">
      {box === undefined ? null : (
        <Chip href={withParams(path, search, boxParams(undefined))} what="the selection of the heatmap">
          began <Instant at={new Date(box.fromMs).toISOString()} precision="s" /> until <Instant at={new Date(box.toMs).toISOString()} precision="s" />,{" "}
          {box.latency === "unmeasured" ? "without a latency" : `took ${formatDuration(box.latency.minMs)} to ${formatDuration(box.latency.maxMs)}`}
        </Chip>
      )}
      {versions === undefined ? null : (
        <Chip href={without({ versions: undefined })} what="the versions">
          from <Version of={versions.source} /> to <Version of={versions.target} />, contract <Version of={versions.contract} />
        </Chip>
      )}
      {pointer === undefined ? null : (
        <Chip href={without({ pointer: undefined })} what={`the field ${pointer}`}>
          a finding at <code className="font-mono">{pointer}</code>
        </Chip>
      )}
      {fact === undefined ? null : (
        <Chip href={without({ fact: undefined, factOf: undefined })} what={factSentence(fact)}>
          of the handoffs compared, those of which <FactText fact={fact} />
        </Chip>
      )}
    </ul>
  );
}

function Version({ of }: { of: string }) {
  return of === "" ? <span className="text-ink-2">not reported</span> : <code className="font-mono [overflow-wrap:anywhere]">{of}</code>;
}

function Chip({ href, what, children }: { href: string; what: string; children: ReactNode }) {
  return (
    <li className="flex max-w-full items-center gap-1.5 rounded border border-control py-0.5 ps-2">
      <span className="min-w-0">{children}</span>
      <Link href={href} scroll={false} prefetch={false} aria-label={`Take away ${what}`} className="grid size-6 shrink-0 place-items-center text-ink-2 hover:text-ink">
        <X className="size-3.5" aria-hidden="true" />
      </Link>
    </li>
  );
}

import type { VersionSample } from "@/lib/seams/governance/seam-check.ts";
import type { TellingHandoffs } from "./read-telling-handoffs.ts";

/** What was sent first and last in the window, for the versions (of source and contract) that sent most. */
export function payloadSamples({ versions, evidence }: TellingHandoffs): VersionSample[] {
  const bodiesOf = (ids: readonly string[]): string[] => ids.map((id) => evidence.get(id)?.body ?? "").filter((body) => body !== "");
  return versions.map(({ first, last, ...version }) => {
    const { earlier, later } = halves(first, last);
    return { ...version, earlier: bodiesOf(earlier), later: bodiesOf(later) };
  });
}

/** The first and the last overlap where there are few: then all of them are divided in the middle. */
function halves(first: readonly string[], last: readonly string[]): { earlier: string[]; later: string[] } {
  const all = [...new Set([...first, ...last])];
  const half = Math.ceil(all.length / 2);
  return { earlier: all.slice(0, half), later: all.slice(half) };
}

import type { HomeSeam } from "./home-seam.ts";

/** One thing that may be true of a seam; `value` stands in the URL. */
interface FacetOption {
  value: string;
  label: string;
  title: string;
  holds: (seam: HomeSeam) => boolean;
}

/** A question of which several answers may be wanted: a seam that has any of them is shown. `name` stands in the URL. */
export interface Facet {
  name: "problem" | "contract" | "ready";
  label: string;
  options: readonly FacetOption[];
}

/** What the seams of the home page are told apart by, owners aside, whose names are not known before. */
export const FACETS: readonly Facet[] = [
  {
    name: "problem",
    label: "Problem",
    options: [
      { value: "failing", label: "failing", title: "a handoff failed", holds: (seam) => seam.failed > 0 },
      { value: "silent", label: "silent", title: "a handoff failed, and nothing stopped it", holds: (seam) => seam.silent > 0 },
      { value: "lost", label: "lost", title: "a handoff was sent, and never received", holds: (seam) => seam.lost > 0 },
      { value: "overspent", label: "over budget", title: "more handoffs failed than its objective allows", holds: (seam) => seam.budget !== null && seam.budget < 0 },
      { value: "unseen", label: "never seen", title: "a contract names it, and nothing was ever handed over", holds: (seam) => seam.unseen },
      { value: "inferred", label: "inferred", title: "no agent declared its handoffs", holds: (seam) => seam.inferred },
    ],
  },
  {
    name: "contract",
    label: "Contract",
    options: [
      { value: "in-force", label: "in force", title: "a pushed contract says what the receiver needs", holds: (seam) => seam.governedBy !== "" },
      { value: "none", label: "none", title: "nothing says what the receiver needs", holds: (seam) => seam.governedBy === "" },
    ],
  },
  {
    name: "ready",
    label: "Readiness",
    options: [
      { value: "low", label: "0–1", title: "meets at most one of the five points", holds: (seam) => seam.readiness <= 1 },
      { value: "middle", label: "2–3", title: "meets two or three of the five points", holds: (seam) => seam.readiness === 2 || seam.readiness === 3 },
      { value: "high", label: "4–5", title: "meets four or five of the five points", holds: (seam) => seam.readiness >= 4 },
    ],
  },
];

/** What the URL asks of the seams. */
export interface Wanted {
  words: string;
  /** Values by the name of their facet. */
  chosen: Readonly<Record<Facet["name"], readonly string[]>>;
  /** A team, `NOBODY`, or undefined for all. */
  owner: string | undefined;
}

/** In the URL, that nobody answers for a seam; no team is called so, since names are trimmed. */
export const NOBODY = " ";

/** What a URL asks for; values that no facet has are left out, so that an old link shows something. */
export function readWanted(search: URLSearchParams): Wanted {
  const valuesOf = (name: Facet["name"]): string[] => {
    const options = FACETS.find((facet) => facet.name === name)?.options ?? [];
    const asked = (search.get(name) ?? "").split(",");
    return options.map((option) => option.value).filter((value) => asked.includes(value));
  };
  return {
    words: search.get("q") ?? "",
    chosen: { problem: valuesOf("problem"), contract: valuesOf("contract"), ready: valuesOf("ready") },
    owner: search.get("owner") ?? undefined,
  };
}

const has = (seam: HomeSeam, { options }: Facet, chosen: readonly string[]): boolean =>
  chosen.length === 0 || options.some((option) => chosen.includes(option.value) && option.holds(seam));

const hasOwner = (seam: HomeSeam, owner: string | undefined): boolean => owner === undefined || seam.owner === (owner === NOBODY ? "" : owner);

function hasWords(seam: HomeSeam, words: string): boolean {
  const wanted = words.toLowerCase().split(/\s+/).filter((word) => word !== "");
  const text = `${seam.source} ${seam.target} ${seam.contract} ${seam.owner}`.toLowerCase();
  return wanted.every((word) => text.includes(word));
}

/** The seams that have what is wanted, as the graph draws them. */
export function matchSeams(seams: readonly HomeSeam[], { words, chosen, owner }: Wanted): HomeSeam[] {
  return seams.filter((seam) => hasWords(seam, words) && hasOwner(seam, owner) && FACETS.every((facet) => has(seam, facet, chosen[facet.name])));
}

/** The same for the table, which has seams that were never seen only where they are asked for. */
export const filterSeams = (seams: readonly HomeSeam[], wanted: Wanted): HomeSeam[] => matchSeams(seams, wanted).filter((seam) => !seam.unseen || asksForUnseen(wanted));

/** Whether seams that were never seen are asked for. */
export const asksForUnseen = ({ chosen }: Pick<Wanted, "chosen">): boolean => chosen.problem.includes("unseen");

/** How many seams each option would show, all that is chosen elsewhere kept; in the order of `FACETS`. */
export function countFacets(seams: readonly HomeSeam[], wanted: Wanted): { facet: Facet; counts: number[] }[] {
  return FACETS.map((facet) => {
    const rest = matchSeams(seams, { ...wanted, chosen: { ...wanted.chosen, [facet.name]: [] } });
    const shown = facet.name !== "problem" && asksForUnseen(wanted) ? rest : rest.filter((seam) => !seam.unseen);
    return { facet, counts: facet.options.map((option) => (option.value === "unseen" ? rest : shown).filter(option.holds).length) };
  });
}

/** Teams with how many seams choosing each would show, by name; nobody comes last. */
export function countOwners(seams: readonly HomeSeam[], wanted: Wanted): { owner: string; seams: number }[] {
  const counts = new Map<string, number>(seams.map((seam) => [seam.owner, 0]));
  for (const seam of filterSeams(seams, { ...wanted, owner: undefined })) counts.set(seam.owner, (counts.get(seam.owner) ?? 0) + 1);
  const named = [...counts].toSorted(([a], [b]) => Number(a === "") - Number(b === "") || a.localeCompare(b));
  return named.map(([owner, count]) => ({ owner: owner === "" ? NOBODY : owner, seams: count }));
}

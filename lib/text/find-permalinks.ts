import { CITED_KIND_NAMES, CITED_KINDS, type CitedKind } from "@/lib/model/cited-kinds.ts";
import { idFromPath } from "./paths.ts";

/** A link to something of ours; `ids` are what it may mean, the likeliest first: a full stop may end the sentence or belong to the id. */
export interface FoundLink {
  link: string;
  kind: CitedKind;
  ids: readonly string[];
}

const PAGES: Record<string, CitedKind> = { handoffs: "handoff", traces: "trace", seams: "seam", workflows: "workflow", ...Object.fromEntries(CITED_KIND_NAMES.map((kind) => [CITED_KINDS[kind], kind])) };
/** What `encodeURIComponent` leaves as it is, and what it makes of the rest. */
const SEGMENT = String.raw`[A-Za-z0-9_.!~*'()%-]+`;
const AFTER_SENTENCE = /[.!~*'()-]+$/;

/** Addresses of pages and permalinks below `base` in a text, each once. */
export function findPermalinks(text: string, base: string): FoundLink[] {
  const address = new RegExp(`${escapeRegExp(base.replace(/\/+$/, ""))}/(${Object.keys(PAGES).join("|")})/(${SEGMENT})`, "gi");
  const found = new Map<string, FoundLink>();
  for (const [link, page = "", part = ""] of text.matchAll(address)) {
    const kind = PAGES[page.toLowerCase()];
    if (kind === undefined || found.has(link)) continue;
    const ids = [...new Set([part, part.replace(AFTER_SENTENCE, ""), part.replace(/[).].*$/, "")])].filter((id) => id !== "").map(idFromPath);
    found.set(link, { link, kind, ids });
  }
  return [...found.values()];
}

/** What a list of links names: an address of ours, a path of ours, or `handoff:<id>` and the like. */
export function readNamed(text: string, base: string): FoundLink | undefined {
  const trimmed = text.trim();
  const named = /^(handoff|trace|seam|workflow|firing):(?!\/\/)(.+)$/s.exec(trimmed);
  const kind = CITED_KIND_NAMES.find((one) => one === named?.[1]);
  if (kind !== undefined && named?.[2] !== undefined) return { link: trimmed, kind, ids: [named[2]] };
  const [found] = findPermalinks(trimmed.startsWith("/") ? `${base.replace(/\/+$/, "")}${trimmed}` : trimmed, base);
  return found === undefined ? undefined : { ...found, link: trimmed };
}

const escapeRegExp = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);

import { type FoundLink, findPermalinks, readNamed } from "./find-permalinks.ts";

/** What a webhook's body says: the ticket by key or address, as far as it names one we can find, and all links to us in it. */
export interface TicketHook {
  ticket: string | undefined;
  /** Its address, where the body names that beside the ticket. */
  url: string | undefined;
  links: FoundLink[];
}

/** Texts of one body that are looked through; a body of the size that is taken hardly holds more. */
const TEXTS_MAX = 50_000;

/** Where each tool writes the ticket in its webhooks, the first that is there; Jira's key is made an address by its own host. */
const PLACES: readonly (readonly string[])[] = [
  ["ticket"],
  ["event", "data", "html_url"], // PagerDuty webhooks v3
  ["incident", "permalink"], // incident.io, Rootly
  ["issue", "html_url"], // GitHub
  ["pull_request", "html_url"],
  ["object_attributes", "url"], // GitLab
  ["data", "identifier"], // Linear
  ["result", "number"], // ServiceNow's table API
];

/** Reads a webhook's body: our own `{ ticket, url, links }`, or that of an incident tool as it is. `bases` are the addresses of this product. */
export function readTicketHook(body: unknown, bases: readonly string[]): TicketHook {
  const links = new Map<string, FoundLink>();
  const add = (found: FoundLink | undefined): void => void (found !== undefined && links.set(found.link, found));
  for (const text of textsIn(fieldOf(body, "links"))) add(bases.map((base) => readNamed(text, base)).find((found) => found !== undefined) ?? { link: text, kind: "handoff", ids: [] });
  for (const text of textsIn(body)) for (const base of bases) findPermalinks(text, base).forEach(add);
  const ticket = ticketIn(body);
  return { ticket, url: ticket === textOf(fieldOf(body, "ticket")) ? textOf(fieldOf(body, "url")) : undefined, links: [...links.values()] };
}

const ticketIn = (body: unknown): string | undefined => jiraIn(body) ?? PLACES.map((place) => textOf(place.reduce(fieldOf, body))).find((text) => text !== undefined);

/** Jira writes the key, and the address of its API beside it. */
function jiraIn(body: unknown): string | undefined {
  const key = textOf(fieldOf(fieldOf(body, "issue"), "key"));
  const self = textOf(fieldOf(fieldOf(body, "issue"), "self"));
  if (key === undefined || self === undefined || !URL.canParse(self)) return key;
  return `${new URL(self).origin}/browse/${encodeURIComponent(key)}`;
}

/** Every text in a body, keys left out. */
function textsIn(body: unknown): string[] {
  const texts: string[] = [];
  const open: unknown[] = [body];
  while (open.length > 0 && texts.length < TEXTS_MAX) {
    const value = open.pop();
    if (typeof value === "string") texts.push(value);
    else if (typeof value === "object" && value !== null) for (const inner of Object.values(value).toReversed()) open.push(inner);
  }
  return texts;
}

const fieldOf = (value: unknown, name: string): unknown => (typeof value === "object" && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined);

const textOf = (value: unknown): string | undefined => (typeof value === "string" && value.trim() !== "" ? value : undefined);

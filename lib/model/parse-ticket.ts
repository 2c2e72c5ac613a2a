import type { TicketRef, TicketSystem } from "./ticket.ts";

/** A ticket, or what was expected instead. */
export type ParsedTicket = { ok: true; ticket: TicketRef } | { ok: false; message: string };

const EXPECTED = "expected a ticket's key, such as INC-123 or owner/repo#45, or its http or https address";
const KEY_LENGTH_MAX = 512;
/** Letters and digits, with the marks that keys of trackers have between them; no colon, so that no address passes for a key. */
const PLAIN_KEY = /^[\p{L}\p{N}][\p{L}\p{N}._/#!-]*$/u;
/** Jira, Linear and others: a project and a number. */
const PROJECT_KEY = /^[A-Za-z][A-Za-z0-9_]*-\d+$/;
const REPOSITORY_KEY = /^[^#!]+\/[^#!]+[#!]\d+$/;
/** https://docs.servicenow.com: numbers begin with the letters of their table. */
const SERVICENOW_NUMBER = /(?<![A-Za-z0-9])(?:INC|CHG|PRB|RITM|REQ|SCTASK|TASK|CS)\d{5,}(?![A-Za-z0-9])/i;

type Read = (url: URL) => string | undefined;

/** How each system writes the address of a ticket: the first that recognises it names the key. */
const READERS: readonly [TicketSystem, Read][] = [
  ["github", readGitHub],
  ["gitlab", readGitLab],
  ["linear", (url) => (isHost(url, "linear.app") ? /^\/[^/]+\/issue\/([A-Za-z0-9]+-\d+)(?:\/|$)/.exec(url.pathname)?.[1]?.toUpperCase() : undefined)],
  ["pagerduty", (url) => (isHost(url, "pagerduty.com") ? /^\/(?:incidents|i)\/([A-Za-z0-9]+)(?:\/|$)/.exec(url.pathname)?.[1]?.toUpperCase() : undefined)],
  ["zendesk", readZendesk],
  ["servicenow", readServiceNow],
  ["jira", readJira],
];

/** Reads the key or the address of a ticket. An address that no system is recognised in is its own key. */
export function parseTicket(text: string): ParsedTicket {
  const trimmed = text.trim();
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(trimmed)) return parseAddress(trimmed);
  if (trimmed.length > KEY_LENGTH_MAX || !PLAIN_KEY.test(trimmed)) return { ok: false, message: EXPECTED };
  return { ok: true, ticket: { ...namedByKey(trimmed), url: "" } };
}

function namedByKey(key: string): Pick<TicketRef, "key" | "system"> {
  if (SERVICENOW_NUMBER.exec(key)?.[0] === key) return { key: key.toUpperCase(), system: "servicenow" };
  if (PROJECT_KEY.test(key)) return { key: key.toUpperCase(), system: "other" };
  return { key: REPOSITORY_KEY.test(key) ? key.toLowerCase() : key, system: "other" };
}

function parseAddress(text: string): ParsedTicket {
  if (!URL.canParse(text)) return { ok: false, message: EXPECTED };
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") return { ok: false, message: `${EXPECTED}; found ${url.protocol}` };
  if (url.username !== "" || url.password !== "") return { ok: false, message: "expected an address without a user's name and password: what is cited is kept for long" };
  for (const [system, read] of READERS) {
    const key = read(url);
    if (key !== undefined && PLAIN_KEY.test(key) && key.length <= KEY_LENGTH_MAX) return { ok: true, ticket: { key, system, url: url.href } };
  }
  return { ok: true, ticket: { key: url.href, system: "other", url: url.href } };
}

const isHost = ({ hostname }: URL, domain: string): boolean => hostname === domain || hostname.endsWith(`.${domain}`);

/** github.com, and servers whose name begins with it. */
function readGitHub(url: URL): string | undefined {
  if (!isHost(url, "github.com") && !url.hostname.startsWith("github.")) return undefined;
  const [, owner, repository, number] = /^\/([\w.-]+)\/([\w.-]+)\/(?:issues|pull|discussions)\/(\d+)(?:\/|$)/.exec(url.pathname) ?? [];
  return number === undefined ? undefined : `${owner}/${repository}#${number}`.toLowerCase();
}

/** Any host: `/-/` stands in no other tracker's addresses. A merge request is written with an exclamation mark, as GitLab does. */
function readGitLab(url: URL): string | undefined {
  const [, project, kind, number] = /^\/([\w./-]+?)\/-\/(issues|incidents|work_items|merge_requests|issues\/incident)\/(\d+)(?:\/|$)/.exec(url.pathname) ?? [];
  return number === undefined ? undefined : `${project}${kind === "merge_requests" ? "!" : "#"}${number}`.toLowerCase();
}

/** A number alone says nothing, so the account goes with it. */
function readZendesk(url: URL): string | undefined {
  const number = isHost(url, "zendesk.com") ? /^\/(?:agent|hc\/(?:[\w-]+\/)?requests|requests)(?:\/tickets)?\/(\d+)(?:\/|$)/.exec(url.pathname)?.[1] : undefined;
  return number === undefined ? undefined : `${url.hostname}#${number}`;
}

/** The number when the address has it, else the record's own id. */
function readServiceNow(url: URL): string | undefined {
  if (!isHost(url, "service-now.com")) return undefined;
  const whole = decoded(decoded(url.href.slice(url.origin.length)));
  return SERVICENOW_NUMBER.exec(whole)?.[0]?.toUpperCase() ?? /[?&]sys_id=([0-9a-f]{32})(?![0-9a-f])/i.exec(whole)?.[1]?.toLowerCase();
}

/** Any host, since many run it under a name of their own. */
function readJira(url: URL): string | undefined {
  const key = url.searchParams.get("selectedIssue") ?? /\/browse\/([A-Za-z][A-Za-z0-9_]*-\d+)(?:\/|$)/.exec(url.pathname)?.[1];
  return key !== undefined && PROJECT_KEY.test(key) ? key.toUpperCase() : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

import { answer, Refusal } from "@/app/api/answer-request.ts";
import { linkBase } from "@/app/tickets/link-base.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { verifyHook } from "@/lib/api/verify-hook.ts";
import { attachLinks } from "@/lib/commands/tickets/attach-links.ts";
import { readConfig } from "@/lib/config/env.ts";
import { type ParsedTicket, parseTicket } from "@/lib/model/parse-ticket.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readTicketHook } from "@/lib/text/read-ticket-hook.ts";

const NO_SECRET = "this hook is closed: set SEAMSCOPE_HOOK_SECRET to 16 characters or more, and have the sender sign with it (docs/tickets.md)";
const NO_TICKET = "ticket: expected a ticket's key or address, or the webhook of PagerDuty, Jira, GitHub, GitLab or Linear as it is";

export const POST = answer(ENDPOINTS.ticketHook, async (db, _asked, { text, request }) => {
  const { SEAMSCOPE_HOOK_SECRET: secret, SEAMSCOPE_PUBLIC_URL: publicUrl, SEAMSCOPE_PIN_BYTES_MAX: bytesMax } = readConfig();
  const now = new Date();
  if (secret === undefined) return new Refusal({ code: "forbidden", message: NO_SECRET });
  const signature = verifyHook(secret, { headers: request.headers, body: text, now });
  if (!signature.ok) return new Refusal({ code: "unauthorized", field: "signature", message: `signature: ${signature.message}` });
  const body = parseJson(text);
  if (body === undefined) return new Refusal({ code: "bad_request", field: "body", message: "body: expected JSON" });
  const { ticket: named, url, links } = readTicketHook(body, [...new Set([publicUrl, linkBase(request.headers)])]);
  if (named === undefined) return new Refusal({ code: "bad_request", field: "ticket", message: NO_TICKET });
  const parsed = withAddress(parseTicket(named), url);
  if (!parsed.ok) return new Refusal({ code: "bad_request", field: "ticket", message: `ticket: ${parsed.message}` });
  return attachLinks(db, PROJECT, { ticket: parsed.ticket, links, by: "", note: "" }, { bytesMax, now });
});

/** The ticket by its own key, at the address that was named beside it. */
function withAddress(parsed: ParsedTicket, url: string | undefined): ParsedTicket {
  if (!parsed.ok || url === undefined || parsed.ticket.url !== "") return parsed;
  const address = parseTicket(url);
  if (!address.ok || address.ticket.url === "") return { ok: false, message: "expected an http or https address in `url`, without a user's name and password" };
  return { ok: true, ticket: { ...parsed.ticket, url: address.ticket.url, system: parsed.ticket.system === "other" ? address.ticket.system : parsed.ticket.system } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

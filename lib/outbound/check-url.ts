import type { OutboundPolicy } from "./policy.ts";
import { type Resolve, resolveAllowed, resolveBySystem } from "./resolve.ts";

/** Whether an address may be saved. One whose name nobody knows at the moment may, with a warning: it is checked again at each connection. */
export type CheckedUrl = { ok: true; warnings: string[] } | { ok: false; message: string };

/** Checks an address before it is saved; `takesUser` where a name and a password belong into it. */
export async function checkUrl(policy: OutboundPolicy, text: string, { takesUser = false, resolve = resolveBySystem }: { takesUser?: boolean; resolve?: Resolve } = {}): Promise<CheckedUrl> {
  if (!URL.canParse(text)) return { ok: false, message: "expected an address such as https://hooks.example.com/in" };
  const url = new URL(text);
  if (!takesUser && (url.username !== "" || url.password !== "")) return { ok: false, message: "expected an address without a user and a password in it" };
  const resolved = await resolveAllowed(policy, url, resolve);
  if (resolved.kind === "refused") return { ok: false, message: `refused: ${resolved.message}` };
  return { ok: true, warnings: resolved.kind === "unknown" ? [`${resolved.message}; it is tried again with each notification`] : [] };
}

import { createHmac } from "node:crypto";

/**
 * Headers by which a receiver knows that a request is ours and fresh: HMAC-SHA256 with the channel's secret over `<timestamp>.<body>`, in
 * hexadecimal digits, with the unix seconds it was made at (docs/channels.md has the receiver's side).
 */
export function signatureHeaders(secret: string, body: string, nowMs: number): Record<string, string> {
  const timestamp = String(Math.floor(nowMs / 1000));
  return { "x-seamscope-timestamp": timestamp, "x-seamscope-signature": `sha256=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}` };
}

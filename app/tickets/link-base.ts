import { readConfig } from "@/lib/config/env.ts";
import { publicBase } from "@/lib/text/permalink.ts";

/** What links in evidence begin with: the public address, or, where none was set, the address that this request came to. */
export function linkBase(headers: Headers): string {
  const { SEAMSCOPE_PUBLIC_URL: publicUrl } = readConfig();
  const host = headers.get("host");
  return host === null ? publicUrl : publicBase(publicUrl, `${headers.get("x-forwarded-proto") === "https" ? "https" : "http"}://${host}`);
}

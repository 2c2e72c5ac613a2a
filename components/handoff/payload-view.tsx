import type { Payload } from "@/lib/model/handoff.ts";
import { formatBytes } from "@/lib/text/bytes.ts";
import { formatCount } from "@/lib/text/count.ts";
import { prettyPayload } from "@/lib/text/pretty-payload.ts";
import { Section } from "../ui/section.tsx";
import { MarkedText } from "./marked-text.tsx";

/** One payload with what is known of it; only its beginning when it is long, and then it says so. */
export function PayloadView({ title, payload, absent, href }: { title: string; payload: Payload | null; absent: string; href: string }) {
  if (payload === null) {
    return (
      <Section title={title}>
        <p className="mx-4 mb-4 rounded border border-dashed border-control px-3 py-6 text-center text-ink-2">{absent}</p>
      </Section>
    );
  }
  const { shown, hidden } = prettyPayload(payload);
  return (
    <Section title={title} aside={asideOf(payload)}>
      <pre className="mx-4 max-h-96 overflow-auto rounded border border-line bg-sunk p-3 font-mono text-xs leading-5 whitespace-pre-wrap [overflow-wrap:anywhere]" tabIndex={0} aria-label={`${title} payload`}>
        {shown === "" ? <span className="text-ink-3">(empty)</span> : <MarkedText text={shown} />}
      </pre>
      <p className="px-4 pt-2 pb-3 text-xs text-ink-3 [overflow-wrap:anywhere]">
        {hidden === "" ? null : (
          <span className="text-ink">
            {hidden}{" "}
            <a href={href} className="text-link">
              Open all of it as JSON
            </a>
            .{" "}
          </span>
        )}
        read from <code className="font-mono">{payload.from}</code>, <code className="font-mono">{payload.hash.startsWith("sha256:") ? payload.hash : `sha256:${payload.hash}`}</code>
      </p>
    </Section>
  );
}

function asideOf({ mediaType, sizeBytes, tokens }: Payload): string {
  const parts = [mediaType, ...(sizeBytes === null ? [] : [formatBytes(sizeBytes)]), ...(tokens === null ? [] : [`${formatCount(tokens)} tokens`])];
  return parts.join(", ");
}

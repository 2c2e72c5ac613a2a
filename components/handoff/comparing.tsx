import type { Payload } from "@/lib/model/handoff.ts";
import { formatBytes } from "@/lib/text/bytes.ts";
import { Section } from "../ui/section.tsx";

/** Stands in for the comparison while it is made. */
export function Comparing({ sent, received }: { sent: Payload | null; received: Payload | null }) {
  return (
    <Section title="Sent ↔ received">
      <p className="px-4 pb-4 text-ink-2" role="status">
        Comparing {formatBytes(sent?.sizeBytes)} sent with {formatBytes(received?.sizeBytes)} received …
      </p>
    </Section>
  );
}

import type { TimeRange } from "@/lib/text/time-range.ts";
import { EmptyWindow } from "../shell/empty-window.tsx";
import { CopyBlock } from "../ui/copy-block.tsx";

interface NoSeamsProps {
  range: TimeRange;
  extent: { from: Date; to: Date } | undefined;
  search: string;
  now: Date;
  port: number;
}

/** Nothing to audit: no handoff yet, or none in this window. Says how a contract is written before the agents are. */
export function NoSeams({ range, extent, search, now, port }: NoSeamsProps) {
  if (extent !== undefined) return <EmptyWindow what="handoffs to audit" range={range} newest={extent.to} oldest={extent.from} path="/audit" search={search} now={now} />;
  return (
    <section className="panel mx-auto mt-6 max-w-3xl space-y-3 p-6">
      <h2 className="text-lg font-semibold">No seam to audit yet</h2>
      <p className="text-ink-2">
        Every pair of agents that hand work to each other is asked five questions here, as soon as their first handoff came. A contract can be written before
        there is any agent; this one answers three of the five:
      </p>
      <CopyBlock label="Copy the command that pushes a contract" text={contractSnippet(port)} />
    </section>
  );
}

const contractSnippet = (port: number): string => `curl -X PUT http://127.0.0.1:${port}/api/v1/contracts -H 'content-type: application/yaml' --data-binary @- <<'YAML'
contract: draft-for-publishing
version: 1.0.0
seam: { source: creator, target: executor }
owner: { team: content-platform, contact: "#content-oncall" }
fallback: { owner: "human:duty-editor" }
accepts: "^1.0.0"
payload: { type: object, required: [title, body] }
runbook: https://wiki.example.com/draft-for-publishing
YAML`;

import Link from "next/link";
import { CopyBlock } from "../ui/copy-block.tsx";
import { Section } from "../ui/section.tsx";

/** Rules fire from the start, and nobody is told until there is a channel: how to make one, and a rule of one's own. */
export function FirstChannel({ port }: { port: number }) {
  const api = `http://127.0.0.1:${port}/api/v1`;
  return (
    <Section id="first-channel" title="Nobody is told yet" aside={<Link href="/alerts/channels" className="text-link">Add a channel by hand</Link>}>
      <div className="grid gap-3 px-4 pb-4">
        <p className="text-ink-2">The rules below are evaluated without any set-up, and what fires is shown here. To be told, add a channel, and rules of your own if you like:</p>
        <CopyBlock
          label="Copy the commands for a channel and a rule"
          text={`curl ${api}/channels -H 'content-type: application/json' -d '{
  "name": "ops", "type": "webhook", "url": "https://hooks.example.com/in", "byDefault": true
}'
curl ${api}/alert-rules -H 'content-type: application/json' -d '{
  "name": "payments fail", "target": "payments*", "metric": "failure_rate", "above": 0.05,
  "window": "5m", "every": "15s", "minVolume": 10, "channels": ["ops"]
}'`}
        />
      </div>
    </Section>
  );
}

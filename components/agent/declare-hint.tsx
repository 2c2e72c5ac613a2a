import { CopyBlock } from "../ui/copy-block.tsx";
import { Section } from "../ui/section.tsx";

const ownForm = (name: string, port: number): string => `curl -X PUT http://localhost:${port}/api/v1/agents -H 'content-type: application/json' \\
  -d '${JSON.stringify({ name, owner: { team: "content-platform", contact: "#content-oncall" }, capabilities: ["publish"] }).replaceAll("'", "'\\''")}'`;
const byCard = (port: number): string => `curl -s https://refunds.example/.well-known/agent-card.json | curl -X PUT http://localhost:${port}/api/v1/agents \\
  -H 'content-type: application/json' --data-binary @-`;

/** How an agent gets an owner and its capabilities; `port` is the dashboard's. */
export function DeclareHint({ name = "executor", port }: { name?: string; port: number }) {
  return (
    <Section title="Declare an agent">
      <div className="grid grid-cols-1 gap-3 px-4 pb-4">
        <p className="text-ink-2">Traffic shows names, versions and seams. Owner and capabilities are declared, by hand or with the agent card of an A2A agent.</p>
        <CopyBlock text={ownForm(name, port)} label="Copy the command that declares an agent" />
        <CopyBlock text={byCard(port)} label="Copy the command that declares an agent by its card" />
      </div>
    </Section>
  );
}

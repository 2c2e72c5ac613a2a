import { CopyBlock } from "../ui/copy-block.tsx";
import { Section } from "../ui/section.tsx";

const EXAMPLE = `# draft.contract.yaml: what the executor needs
contract: draft-for-publishing
version: 1.0.0
seam: { source: creator, target: executor }
owner: { team: content-platform, contact: "#content-oncall" }
payload:
  type: object
  required: [title, body]
  properties:
    title: { type: string, minLength: 1 }
    body: { type: string }
deadline: 15m
gate: { kind: approval, overdue: 8h, stakes: irreversible }
runbook: https://wiki.example.com/drafts
mode: observe
`;
const pushBy = (port: number): string => `curl -X PUT http://localhost:${port}/api/v1/contracts \\
  -H 'content-type: application/yaml' --data-binary @draft.contract.yaml`;
const SINCE = `npm run contracts -- push draft.contract.yaml --since 2026-11-20T00:00:00Z`;

/** How a contract comes to be: a file, a push, and what is there already. */
export function ContractTeaching({ isFirst, port }: { isFirst: boolean; port: number }) {
  return (
    <Section title={isFirst ? "No contract yet" : "Push a contract"} id="push">
      <div className="grid grid-cols-1 items-start gap-x-6 gap-y-3 px-4 pb-4 lg:grid-cols-2">
        <div className="grid min-w-0 grid-cols-1 gap-3">
          <p className="text-ink-2">
            A contract says what the receiver of a seam needs: the form of the payload, how soon, who must approve, and who answers for it. It lives beside the agents&rsquo; code. Without one a
            seam still gets every check that needs none.
          </p>
          <CopyBlock text={EXAMPLE} label="Copy the example of a contract" />
        </div>
        <div className="grid min-w-0 grid-cols-1 gap-3">
          <p className="text-ink-2">Push the file from the command line, or from where the agents are deployed:</p>
          <CopyBlock text={pushBy(port)} label="Copy the command that pushes it" />
          <p className="text-ink-2">
            It governs handoffs from now on. With <code className="font-mono text-xs">since</code> it also judges those that are stored; this way a schema may be a file of its own:
          </p>
          <CopyBlock text={SINCE} label="Copy the command that pushes it for stored handoffs, too" />
          <p className="text-ink-2">The page of each seam without a contract proposes one from its newest payloads.</p>
        </div>
      </div>
    </Section>
  );
}

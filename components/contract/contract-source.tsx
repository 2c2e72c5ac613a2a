import { CopyBlock } from "../ui/copy-block.tsx";
import { Section } from "../ui/section.tsx";

const quoted = (text: string): string => (/^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`);

/** The file as it was pushed, and the commands that push its next version; `port` is the dashboard's. */
export function ContractSource({ name, source, port }: { name: string; source: string; port: number }) {
  const file = quoted(`${name}.contract.yaml`);
  return (
    <Section title="Source" aside="the file as it was pushed" id="source">
      <div className="grid grid-cols-1 gap-3 px-4 pb-4">
        <div className="max-h-[40rem] overflow-auto" tabIndex={0} role="region" aria-label="Source of the contract">
          <CopyBlock text={source} label="Copy the contract" />
        </div>
        <p className="text-ink-2">Save it, change it, raise its version, and push it:</p>
        <CopyBlock text={`npm run contracts -- push ${file}`} label="Copy the command that pushes it" />
        <CopyBlock text={`curl -X PUT http://localhost:${port}/api/v1/contracts \\\n  -H 'content-type: application/yaml' --data-binary @${file}`} label="Copy the request that pushes it" />
      </div>
    </Section>
  );
}

import { CopyBlock } from "../ui/copy-block.tsx";
import { Section } from "../ui/section.tsx";

/** The file as it was pushed. */
export function ContractSource({ source }: { source: string }) {
  return (
    <Section title="Source" aside="the file as it was pushed">
      <div className="max-h-[40rem] overflow-auto px-4 pb-4">
        <CopyBlock text={source} label="Copy the contract" />
      </div>
    </Section>
  );
}

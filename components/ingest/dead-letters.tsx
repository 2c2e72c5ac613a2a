import { countOf } from "@/lib/text/count.ts";
import { CopyBlock } from "../ui/copy-block.tsx";
import { Section } from "../ui/section.tsx";

const COMMANDS = `npm run ingest -- dead-letters list
npm run ingest -- dead-letters show ID
npm run ingest -- dead-letters replay ID     # or: replay all`;

/** What to do about records that ClickHouse refuses; they are files beside their collector, which no page can reach. */
export function DeadLetters({ records }: { records: number }) {
  return (
    <Section title="Dead letters">
      <div className="px-4 pb-4">
        <p className="mb-2 text-ink-2">
          {countOf(records, "record")} {records === 1 ? "was" : "were"} set aside since the ledgers began, because ClickHouse refuses them for good. They are files in the data directory of their
          collector. There, see why, and put them back once the fault is gone:
        </p>
        <CopyBlock label="Copy the commands for dead letters" text={COMMANDS} />
      </div>
    </Section>
  );
}

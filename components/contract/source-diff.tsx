import { countOf } from "@/lib/text/count.ts";
import { diffText } from "@/lib/text/text-diff.ts";

const ROWS_SHOWN = 200;

/** The lines of the file that changed from one version to the next. */
export function SourceDiff({ before, after, label }: { before: string; after: string; label: string }) {
  const { lines, same } = diffText(before, after);
  const rows = lines.filter((line) => line.mark !== undefined);
  if (rows.length === 0) return null;
  return (
    <div>
      <p className="mb-1 text-xs text-ink-3">
        {countOf(rows.length, "line")} of the file changed, {countOf(same, "line")} stayed
        {rows.length > ROWS_SHOWN ? `; the first ${ROWS_SHOWN} are shown` : ""}
      </p>
      <div className="overflow-x-auto rounded border border-line bg-sunk p-3 font-mono text-xs leading-5" role="region" aria-label={label} tabIndex={0}>
        {rows.slice(0, ROWS_SHOWN).map(({ line, receivedLine, sent, received }) => (
          <div key={`${line ?? "+"} ${receivedLine ?? "-"}`} className="whitespace-pre">
            {sent === undefined ? null : (
              <del className="block text-ink-3 no-underline">
                <span aria-label="removed">−</span> {sent}
              </del>
            )}
            {received === undefined ? null : (
              <ins className="block no-underline">
                <span aria-label="added">+</span> {received}
              </ins>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

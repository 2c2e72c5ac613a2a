import { marksIn } from "@/lib/model/redaction-mark.ts";

/** A text with many more marks than a person looks at shows the rest of them as plain text. */
const MARKS_MAX = 500;
const WORDS = "Taken out before it was stored. Equal digests stand for equal values.";

/** A text as it is, with what redaction left in the place of values told apart by a frame. */
export function MarkedText({ text }: { text: string }) {
  const marks = marksIn(text).slice(0, MARKS_MAX);
  if (marks.length === 0) return text;
  return (
    <>
      {marks.map(({ start, end }, index) => (
        <span key={start}>
          {text.slice(marks[index - 1]?.end ?? 0, start)}
          <span title={WORDS} className="rounded-xs border border-dashed border-control px-0.5 text-ink-2">
            {text.slice(start, end)}
          </span>
        </span>
      ))}
      {text.slice(marks.at(-1)?.end ?? 0)}
    </>
  );
}

import type { FieldDifference } from "@/lib/model/run-comparison.ts";
import { fieldWords } from "@/lib/text/comparison-words.ts";

/** What differs between two sides, field by field. */
export function DifferenceList({ differences }: { differences: readonly FieldDifference[] }) {
  return (
    <ul>
      {differences.map((difference) => (
        <li key={difference.field}>{fieldWords(difference)}</li>
      ))}
    </ul>
  );
}

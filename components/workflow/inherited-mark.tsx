/** Says that a finding shows a failure that began at an earlier handoff. */
export function InheritedMark({ from }: { from: string }) {
  return (
    <span className="inline-flex h-5 items-center rounded-sm border border-dashed border-control px-1.5 text-2xs font-medium whitespace-nowrap text-ink-2" title={`It began at handoff ${from}`}>
      ↳ inherited
    </span>
  );
}

import { MarkedText } from "../handoff/marked-text.tsx";

/** Attributes by name with their whole values; long ones scroll in their place. JSON is laid out. */
export function AttributeList({ title, note, attributes }: { title: string; note?: string; attributes: Record<string, string> }) {
  const entries = Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return (
    <section className="mt-4">
      <h4 className="mb-1 text-xs font-semibold">
        {title} <span className="font-normal text-ink-3">{note ?? (entries.length === 0 ? "none" : entries.length)}</span>
      </h4>
      <dl className="text-xs">
        {entries.map(([name, value]) => (
          <div key={name} className="border-t border-line py-1">
            <dt className="text-ink-3 [overflow-wrap:anywhere]">{name}</dt>
            <dd className="max-h-60 overflow-auto font-mono whitespace-pre-wrap [overflow-wrap:anywhere]" {...(value.length > 400 ? { tabIndex: 0, role: "region", "aria-label": name } : {})}>
              <MarkedText text={laidOut(value)} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function laidOut(value: string): string {
  if (!/^[[{]/.test(value) || value.length > 200_000) return value;
  try {
    return JSON.stringify(JSON.parse(value), undefined, 2);
  } catch {
    return value;
  }
}

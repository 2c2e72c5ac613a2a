/** The two runs by hand; a plain form, so that it works before the page has come alive. */
export function CompareForm({ a, b }: { a: string; b: string }) {
  return (
    <form action="/compare" className="flex flex-wrap items-end gap-2">
      <Field name="a" label="Run A" value={a} />
      <Field name="b" label="Run B" value={b} />
      <button type="submit" className="h-7.5 rounded border border-control px-3 hover:bg-sunk">
        Compare
      </button>
    </form>
  );
}

function Field({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <label className="min-w-0 flex-1 basis-60">
      <span className="column-head block">{label}</span>
      <input name={name} defaultValue={value} required maxLength={4096} placeholder="trace id or workflow key" className="field w-full" />
    </label>
  );
}

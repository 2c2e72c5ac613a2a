/** What was looked for and is not there, and why that may be. */
export function NotFound({ what, id, hint }: { what: string; id: string; hint: string }) {
  return (
    <section className="panel mx-auto mt-10 max-w-xl p-8">
      <h1 className="text-lg font-semibold">There is no such {what}</h1>
      {id === "" ? null : (
        <p className="mt-2">
          Looked for <code className="rounded bg-sunk px-1.5 py-0.5 font-mono [overflow-wrap:anywhere]">{id}</code>
        </p>
      )}
      <p className="mt-2 text-ink-2">{hint}</p>
    </section>
  );
}

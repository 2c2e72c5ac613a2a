/** Holds the place of a part of the page that is still being worked out, so that nothing jumps when it comes. */
export function PartPlaceholder({ id, title, heightPx }: { id: string; title: string; heightPx: number }) {
  return (
    <section id={id} className="panel mb-4" style={{ height: heightPx }} aria-busy="true" aria-label={title}>
      <p className="px-4 pt-3 text-base font-semibold text-ink-3">{title} …</p>
    </section>
  );
}

import { FINDING_CLASSES, type FindingClass } from "@/lib/model/vocabulary.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import type { Explained, Phrase } from "@/lib/text/semantics.ts";
import { FindingGlyph } from "./glyph.tsx";

/** What each finding class means, when it is raised and what to do about it. */
export function FindingGuide({ opening, classes }: { opening: Phrase[][]; classes: Explained[] }) {
  const known = classes.flatMap((explained) => FINDING_CLASSES.filter((of) => of === explained.id).map((of) => ({ of, explained })));
  return (
    <div className="mx-auto grid max-w-5xl gap-x-10 lg:grid-cols-[12rem_minmax(0,1fr)]">
      <nav aria-label="Finding classes" className="lg:sticky lg:top-16 lg:self-start">
        <ul className="mb-4 flex flex-wrap gap-x-4 lg:block">
          {known.map(({ of }) => (
            <li key={of}>
              <a href={`#${of}`} className="flex items-center gap-2 py-1 text-ink-2 hover:text-ink">
                <FindingGlyph of={of} />
                {FINDING_WORDS[of].label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <article className="min-w-0">
        <h1 className="mb-2 text-xl font-semibold tracking-tight">Finding classes</h1>
        {opening.map((phrases, index) => (
          <p key={index} className="mb-3 max-w-[72ch] text-base text-ink-2">
            <Phrases phrases={phrases} />
          </p>
        ))}
        {known.map(({ of, explained }) => (
          <ClassGuide key={of} of={of} explained={explained} />
        ))}
      </article>
    </div>
  );
}

function ClassGuide({ of, explained }: { of: FindingClass; explained: Explained }) {
  return (
    <section id={of} aria-labelledby={`${of}-title`} className="panel mb-4 scroll-mt-16 p-5 target:border-ink!">
      <h2 id={`${of}-title`} className="flex items-center gap-2 text-lg font-semibold">
        <FindingGlyph of={of} />
        {FINDING_WORDS[of].label}
        <code className="font-mono text-xs font-normal text-ink-3">{of}</code>
      </h2>
      <p className="mt-1 max-w-[72ch] text-base">
        <Phrases phrases={explained.intro} />
      </p>
      <ul className="mt-3 max-w-[80ch] space-y-1.5">
        {explained.points.map((point, index) => (
          <li key={index}>
            <Phrases phrases={point} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Phrases({ phrases }: { phrases: Phrase[] }) {
  return phrases.map(({ kind, text }, index) => {
    if (kind === "code") return <code key={index} className="rounded bg-sunk px-1 font-mono text-[0.92em]">{text}</code>;
    if (kind === "strong") return <strong key={index}>{text}</strong>;
    return text;
  });
}

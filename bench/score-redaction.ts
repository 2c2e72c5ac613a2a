import { redactSpan } from "@/collector/redact/redact-span.ts";
import type { Redactor } from "@/collector/redact/redactor.ts";
import { attributesOf, textOf } from "@/lib/model/attributes.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { negatives, positives, type Sample } from "./redaction-corpus.ts";

/** How one detector did: of the samples with its secret, from how many the secret is gone; in how many harmless ones it saw something. */
export interface Score {
  detector: string;
  positives: number;
  found: number;
  negatives: number;
  wrong: number;
  /** Up to three of those it missed or saw wrongly. */
  examples: string[];
}

const ATTRIBUTE = "input.value";

/** Every detector on a corpus of its own seed. A secret counts as found when nothing of it, in any escaping, is left. */
export function scoreDetectors(redactor: Redactor, { seed, count }: { seed: number; count: number }): Score[] {
  const secrets = positives(seed, count);
  const harmless = negatives(seed + 1, count * 10).map((text) => ({ text, redactions: redacted(text, redactor).redactions }));
  return [...new Set(secrets.map((sample) => sample.detector))].map((detector) => {
    const mine = secrets.filter((sample) => sample.detector === detector);
    const missed = mine.filter((sample) => isLeft(sample, redactor));
    const wrong = harmless.filter(({ redactions }) => redactions[detector] !== undefined);
    return { detector, positives: mine.length, found: mine.length - missed.length, negatives: harmless.length, wrong: wrong.length, examples: [...missed, ...wrong].slice(0, 3).map(({ text }) => text) };
  });
}

function isLeft({ text, secret }: Sample, redactor: Redactor): boolean {
  const left = redacted(text, redactor).text;
  return secret === undefined || formsOf(secret).some((form) => left.includes(form));
}

/** A secret as it may stand in JSON, and in JSON inside JSON. */
function formsOf(secret: string): string[] {
  const once = JSON.stringify(secret).slice(1, -1);
  const twice = JSON.stringify(once).slice(1, -1);
  return [secret, once, twice, JSON.stringify(twice).slice(1, -1)];
}

function redacted(text: string, redactor: Redactor): { text: string; redactions: Readonly<Record<string, number>> } {
  const { span, redactions } = redactSpan(makeSpan({ attributes: attributesOf([[ATTRIBUTE, text]]) }), redactor);
  return { text: textOf(span.attributes[ATTRIBUTE]) ?? "", redactions };
}

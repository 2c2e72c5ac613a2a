// Runs in a thread of the browser: payloads are fetched, read and compared here, so that the page stays free meanwhile.
import type { Body, Comparison } from "@/lib/text/comparison.ts";
import { comparePayloads } from "@/lib/text/payload-comparison.ts";
import type { CallName, Calls, ComparisonSources, PayloadSource, Told } from "./compare-messages.ts";

const PART_LENGTH = 4_000_000;

let comparison: Comparison | undefined;
let fetched = 0;

function opened(): Comparison {
  if (comparison === undefined) throw new Error("The payloads have not been compared yet");
  return comparison;
}

const handlers: { [Name in CallName]: (question: Calls[Name][0]) => Calls[Name][1] | Promise<Calls[Name][1]> } = {
  open: async (sources) => {
    comparison = await compare(sources);
    return comparison.summary;
  },
  count: ({ view }) => opened().count(view),
  rows: ({ view, from, to }) => opened().rows(view, from, to),
  toggle: ({ row }) => {
    opened().toggle(row);
    return null;
  },
  difference: ({ view, number }) => opened().rowOfDifference(view, number),
  pointer: ({ view, pointer }) => opened().rowOfPointer(view, pointer),
  find: ({ words }) => opened().find(words),
  match: ({ number }) => opened().rowOfMatch(number),
  value: ({ id, side }) => opened().valueOf(id, side),
};

async function compare({ sent, received, ...terms }: ComparisonSources): Promise<Comparison> {
  const [before, after] = await Promise.all([bodyOf(sent), bodyOf(received)]);
  return comparePayloads({ ...terms, sent: before, received: after });
}

async function bodyOf(source: PayloadSource | null): Promise<Body | null> {
  if (source === null) return null;
  const { mediaType, body, href, length } = source;
  if (body !== undefined) return { mediaType, body };
  let text = "";
  for (let offset = 0; offset < length; offset += PART_LENGTH) {
    const part = await fetch(`${href}&offset=${offset}&limit=${PART_LENGTH}`);
    const read: { text?: string; error?: { message: string } } = await part.json();
    if (read.text === undefined) throw new Error(read.error?.message ?? `the server answered ${part.status}`);
    text += read.text;
    fetched += read.text.length;
    tell({ fetched });
  }
  return { mediaType, body: text };
}

const tell = (told: Told): void => postMessage(told);

async function answer<Name extends CallName>(id: number, name: Name, question: Calls[Name][0]): Promise<void> {
  try {
    tell({ id, value: await handlers[name](question) });
  } catch (error) {
    tell({ id, problem: error instanceof Error ? error.message : String(error) });
  }
}

addEventListener("message", ({ data }: MessageEvent<{ id: number; name: CallName; question: Calls[CallName][0] }>) => {
  void answer(data.id, data.name, data.question);
});

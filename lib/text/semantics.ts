/** A piece of a sentence: plain, code or strong. */
export interface Phrase {
  kind: "plain" | "code" | "strong";
  text: string;
}

/** One finding class as `docs/semantics.md` explains it: a sentence, then named points. */
export interface Explained {
  id: string;
  intro: Phrase[];
  points: Phrase[][];
}

/** The document's opening and its classes. It is written by a program in one form, and this reads that form. */
export function readSemantics(markdown: string): { opening: Phrase[][]; classes: Explained[] } {
  const [head = "", ...sections] = markdown.split(/^## /m);
  return { opening: blocksOf(head).filter((block) => !block.startsWith("# ")).map(phrasesOf), classes: sections.map(classOf) };
}

function classOf(section: string): Explained {
  const [id = "", ...blocks] = blocksOf(section);
  const points = blocks.filter((block) => block.startsWith("- ")).flatMap((list) => list.split(/^- /m).filter((point) => point !== ""));
  const intro = blocks.filter((block) => !block.startsWith("- ")).join(" ");
  return { id, intro: phrasesOf(intro), points: points.map(phrasesOf) };
}

function blocksOf(text: string): string[] {
  return text.split(/\n\s*\n/).map((block) => block.trim()).filter((block) => block !== "");
}

function phrasesOf(text: string): Phrase[] {
  return text
    .replaceAll(/\s+/g, " ")
    .trim()
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .flatMap((piece): Phrase[] => {
      if (piece === "") return [];
      if (piece.startsWith("`") && piece.length > 2) return [{ kind: "code", text: piece.slice(1, -1) }];
      if (piece.startsWith("**") && piece.length > 4) return [{ kind: "strong", text: piece.slice(2, -2) }];
      return [{ kind: "plain", text: piece }];
    });
}

import { type CST, type LineCounter, Parser } from "yaml";

/** A token that holds others. */
type Collection = CST.BlockMap | CST.BlockSequence | CST.FlowCollection;

/**
 * The tokens of a text, or where they nest deeper than allowed. It is looked at before the library composes a document of them:
 * that recurses, and a regular expression that is compiled at the end of the call stack ends the whole process.
 */
export function parseTokens(text: string, lines: LineCounter, depthMax: number): { tokens: CST.Token[] } | { tooDeepAt: number } {
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  let level = tokens.flatMap((token) => (token.type === "document" && token.value !== undefined ? [token.value] : []));
  for (let depth = 0; level.length > 0; depth += 1) {
    const [deep] = level;
    if (depth > depthMax && deep !== undefined) return { tooDeepAt: deep.offset };
    level = level.filter(isCollection).flatMap(childrenOf);
  }
  return { tokens };
}

const isCollection = (token: CST.Token): token is Collection => token.type === "block-map" || token.type === "block-seq" || token.type === "flow-collection";

const childrenOf = ({ items }: Collection): CST.Token[] => items.flatMap(({ key, value }) => [...(key == null ? [] : [key]), ...(value == null ? [] : [value])]);

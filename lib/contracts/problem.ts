/** Keys and indices from the top of a document to a value. */
export type Path = readonly (string | number)[];

/** What is wrong at one place of a contract file. Lines and columns count from 1; `message` says what was expected there. */
export interface ContractProblem {
  path: string;
  line: number;
  column: number;
  message: string;
  /** The file that `payload` names, where the place is in that one. */
  file?: string;
}

/** A path as people write it: `gate.overdue`, `invariants[0].cel`; "" for the whole document. */
export function pathText(path: Path): string {
  return path.map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? part : `.${part}`)).join("");
}

/** A problem as one sentence with its place, e.g. `deadline: expected a duration such as 15m, found "soon" (line 12)`. */
export function problemSentence({ path, message, line, file }: ContractProblem): string {
  return `${path === "" ? "" : `${path}: `}${message} (${file === undefined ? "" : `${file} `}line ${line})`;
}

const SHOWN = 60;

/** A value as it was found, shortened for a message. */
export function foundText(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "a mapping";
  const text = JSON.stringify(value) ?? "nothing";
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return typeof value === "number" ? `the number ${shown}` : shown;
}

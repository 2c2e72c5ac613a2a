import { Pass } from "./pass.ts";
import type { Redactor } from "./redactor.ts";

/** A text that comes from a sender and is no attribute, redacted: the sample of a reject, a sentence that quotes what was found. */
export const redactText = (text: string, redactor: Redactor): string => new Pass(redactor).text(text, "sample", "");

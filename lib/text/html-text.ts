import { visibleText } from "./visible-text.ts";

/** A piece of HTML that may stand where it is put. */
export interface Html {
  readonly html: string;
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** HTML with its parts filled in: texts are escaped, wherever they stand in quotes or between tags; pieces of HTML and lists of them stay. */
export function html(parts: TemplateStringsArray, ...values: (string | Html | readonly Html[])[]): Html {
  return { html: parts.map((part, index) => part + filled(values[index])).join("") };
}

function filled(value: string | Html | readonly Html[] | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "string") return visibleText(value).replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
  return "html" in value ? value.html : value.map((one) => one.html).join("");
}

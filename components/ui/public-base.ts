import { publicBase } from "@/lib/text/permalink.ts";

/** The attribute of the document's element by which the server tells a page where people reach the dashboard. */
export const PUBLIC_URL_ATTRIBUTE = "data-public-url";

/** What addresses begin with that are copied from this page; only in a browser. */
export const browserBase = (): string => publicBase(document.documentElement.getAttribute(PUBLIC_URL_ATTRIBUTE) ?? "", window.location.origin);

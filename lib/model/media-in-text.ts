/** A picture, document or other bytes that stand in a text as base64, or a data: address of any kind. */
export interface Media {
  /** As the address says, or as the first bytes show; "" when neither does. */
  mediaType: string;
  /** Bytes of the content, about right where it is not base64. */
  bytes: number;
  /** The base64 of a picture that browsers draw without running anything of it. */
  hasPreview: boolean;
}

const DATA_URL = /^data:([\w.+-]+\/[\w.+-]+)?(?:;[\w-]+=[^;,]{0,100})*(;base64)?,/i;
/** First bytes, in base64, of what is often sent around. */
const MAGIC: readonly (readonly [string, string])[] = [
  ["iVBORw0KGgo", "image/png"], ["/9j/", "image/jpeg"], ["R0lGOD", "image/gif"], ["UklGR", "image/webp"], ["JVBERi0", "application/pdf"], ["UEsDB", "application/zip"], ["H4sI", "application/gzip"],
];
/** Pictures that are pixels and nothing else; SVG may hold scripts. */
const PIXELS = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);
const KNOWN_LENGTH_MIN = 64;
/** Shorter texts of letters and digits may be ids, hashes or tokens. */
const UNKNOWN_LENGTH_MIN = 1024;
const LOOKED_AT = 4096;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/** What a text holds when it is not for reading; undefined when it is. Only its first characters are looked at. */
export function mediaIn(text: string): Media | undefined {
  const [head, named, isBase64] = DATA_URL.exec(text.slice(0, 500)) ?? [];
  if (head !== undefined) {
    const mediaType = named?.toLowerCase() ?? "text/plain";
    const length = text.length - head.length;
    return { mediaType, bytes: isBase64 === undefined ? length : bytesOf(text, length), hasPreview: isBase64 !== undefined && PIXELS.has(mediaType) };
  }
  const mediaType = MAGIC.find(([magic]) => text.startsWith(magic))?.[1] ?? "";
  const lengthMin = mediaType === "" ? UNKNOWN_LENGTH_MIN : KNOWN_LENGTH_MIN;
  if (text.length < lengthMin || !BASE64.test(text.slice(0, LOOKED_AT)) || !isMixed(text.slice(0, LOOKED_AT))) return undefined;
  return { mediaType, bytes: bytesOf(text, text.length), hasPreview: PIXELS.has(mediaType) };
}

/** The address under which a picture is drawn, made of its base64 alone; undefined when it is none. */
export function previewAddress(text: string): string | undefined {
  const media = mediaIn(text);
  if (media?.hasPreview !== true) return undefined;
  const base64 = text.startsWith("data:") ? text.slice(text.indexOf(",") + 1) : text;
  return /^[A-Za-z0-9+/=\s]+$/.test(base64) ? `data:${media.mediaType};base64,${base64}` : undefined;
}

/** A long run of one letter, or of digits, is text. */
const isMixed = (text: string): boolean => /[A-Z]/.test(text) && /[a-z]/.test(text) && /\d/.test(text);

function bytesOf(text: string, length: number): number {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  return Math.max(0, Math.floor((length * 3) / 4) - padding);
}

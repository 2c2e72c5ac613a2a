import type { ByteBuffer } from "./byte-buffer.ts";

/** Up to here a loop over the characters is quicker than the call of an encoder. */
const LOOP_CHARS_MAX = 64;
const encoder = new TextEncoder();

/** Adds the text in UTF-8; a lone surrogate becomes U+FFFD. Its length is not written. */
export function appendUtf8(into: ByteBuffer, text: string): void {
  into.reserve(3 * text.length);
  if (text.length > LOOP_CHARS_MAX || !appendAscii(into, text)) {
    into.length += encoder.encodeInto(text, into.bytes.subarray(into.length)).written;
  }
}

/** Adds the text as the Native format writes a String: its length in bytes, then UTF-8. */
export function appendString(into: ByteBuffer, text: string): void {
  const start = into.length;
  into.varint(text.length);
  const textStart = into.length;
  appendUtf8(into, text);
  const byteLength = into.length - textStart;
  if (byteLength === text.length) return;
  // Not ASCII, so the length was wrong and may have been too short to stand in front.
  const bytes = into.bytes.slice(textStart, into.length);
  into.length = start;
  into.varint(byteLength);
  into.append(bytes);
}

function appendAscii(into: ByteBuffer, text: string): boolean {
  const { view, length } = into;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return false;
    view.setUint8(length + index, code);
  }
  into.length += text.length;
  return true;
}

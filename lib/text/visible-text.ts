/**
 * Text of strangers with its invisible characters written out, as \u{202e}: controls, marks that change the direction of what
 * follows, halves of surrogate pairs. Line breaks and tabs stay.
 */
export function visibleText(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => (character === "\n" || character === "\t" ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`));
}

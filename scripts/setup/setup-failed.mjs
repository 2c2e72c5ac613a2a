/**
 * Ends with one sentence about what failed, after what the failing command printed.
 * @param {string} sentence
 * @param {string} [output]
 * @returns {never}
 */
export function setupFailed(sentence, output = "") {
  if (output.trim() !== "") console.error(output.trim());
  console.error(sentence);
  process.exit(1);
}

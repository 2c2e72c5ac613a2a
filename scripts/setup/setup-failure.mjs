/** Something that a script needs could not be done: one sentence for people, and what the failing command printed. */
export class SetupFailure extends Error {
  /**
   * @param {string} sentence
   * @param {string} [output]
   */
  constructor(sentence, output = "") {
    super([output.trim(), sentence].filter((text) => text !== "").join("\n"));
  }
}

/**
 * Runs a script's work; when setup fails, ends with its sentence instead of a stack trace.
 * @param {() => Promise<void>} work
 */
export async function orExplain(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** Called by Next.js once, when the server starts. */
export async function register(): Promise<void> {
  // Next.js compiles this file for its edge runtime too, which has no signals.
  if (process.env.NEXT_RUNTIME === "nodejs") (await import("./instrumentation-node.ts")).endPromptly();
}

/** Open pages keep connections that would hold the server for seconds; answers under way need less than this. */
const FINISH_MS = 500;

/** Makes the dashboard's server end half a second after it is asked to, whoever is still connected. */
export function endPromptly(): void {
  process.once("SIGTERM", () => {
    setTimeout(() => process.exit(0), FINISH_MS);
  });
}

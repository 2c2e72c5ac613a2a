/** Something to wait for, at most so long. */
export class Bell {
  private waiter: (() => void) | undefined;
  private rung = false;

  /** Ends the wait under way, or the next one at once. */
  ring(): void {
    this.rung = true;
    this.waiter?.();
  }

  /** Resolves when the bell rings, or rang since the last wait, or after `ms`. */
  async wait(ms: number): Promise<void> {
    if (!this.rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.waiter = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.waiter = undefined;
    this.rung = false;
  }
}

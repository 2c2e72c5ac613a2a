// Loaded into every process of the stack that pictures are taken of: for the dashboard's server it is always the same moment.
const { SEAMSCOPE_STILL_AT: stillAt } = process.env;

if (stillAt !== undefined && /[\\/]next[\\/]dist[\\/]/.test(process.argv[1] ?? "")) {
  const now = Date.parse(stillAt);
  const { parse, UTC } = Date;
  class StillDate extends Date {
    /** @param {ConstructorParameters<DateConstructor>} args */
    constructor(...args) {
      if (args.length === 0) super(now);
      else super(...args);
    }
  }
  // Next.js wraps Date and copies only what is its own.
  globalThis.Date = Object.assign(StillDate, { parse, UTC, now: () => now });
}

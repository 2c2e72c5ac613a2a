/**
 * Thrown where a record has something in it that only the object decoder judges; one object for all, since it is caught by the
 * row it ends and nobody reads where it came from.
 */
export const UNUSUAL = new Error("not an ordinary record");

/** Whether the error means that the record is not ordinary. Bytes that end too early are read beyond their end. */
export const isUnusual = (error: unknown): boolean => error === UNUSUAL || error instanceof RangeError;

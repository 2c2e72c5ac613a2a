/**
 * A value with no secret left in it: what the spool and the store take is of this type, so that nothing gets to disk that has not
 * been through redaction. Only collector/redact and collector/prepare vouch; a test holds everyone else to it.
 */
export class Redacted<T> {
  // A private field makes the type nominal: no other object fits it.
  readonly #value: T;

  private constructor(value: T) {
    this.#value = value;
  }

  /** Says that redaction has been done on all of `value`. */
  static vouch<T>(value: T): Redacted<T> {
    return new Redacted(value);
  }

  get value(): T {
    return this.#value;
  }
}

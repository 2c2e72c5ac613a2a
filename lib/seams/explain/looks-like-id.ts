const SHAPES = [
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  /^(?:0x)?[0-9a-f]{16,}$/i,
  /^[0-9A-HJKMNP-TV-Z]{26}$/,
  /\d{6,}/,
  /^\w*[a-z]+[_-](?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{12,}$/i,
  /\[redacted:/,
];
const KEYS = /(?:^|[._/-])(?:id|ids|uuid|guid|hash|digest|token|nonce|etag|checksum|fingerprint|cursor|pid|port|ppid|thread|lineno|timestamp|time|date|at)$|Id$|_at$/;

/** Whether a value has the form of an id: a UUID, a long hexadecimal or decimal number, a ULID, `call_Ab12…`, or a mark of redaction. */
export const isIdShaped = (value: string): boolean => SHAPES.some((shape) => shape.test(value));

/** Whether a property by its name tells one thing from all others rather than what it is like. */
export const isIdKey = (key: string): boolean => KEYS.test(key);

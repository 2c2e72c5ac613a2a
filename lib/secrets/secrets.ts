import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import type { Config } from "@/lib/config/env.ts";
import { readSecretsKey } from "./key-file.ts";

/** What the key is used for; each has a key of its own, so that nothing made for one is taken by another. */
type Purpose = "channel" | "share";

const VERSION = "v1";
const KEY_BYTES = 32;
/** NIST SP 800-38D 8.2: 96 random bits per message. */
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What is done with the key of an installation. */
export interface Secrets {
  /** Encrypts a text (AES-256-GCM). It opens only with the same purpose and context, such as the name of what it belongs to. */
  seal(purpose: Purpose, context: string, text: string): string;
  /** The text that was sealed; undefined when the key is another one by now, or somebody changed it. */
  open(purpose: Purpose, context: string, sealed: string): string | undefined;
  /** HMAC-SHA256 of a text, in characters that stand in addresses as they are. */
  sign(purpose: Purpose, text: string): string;
  /** Whether the signature is ours; takes the same time wherever it differs. */
  verify(purpose: Purpose, text: string, signature: string): boolean;
}

/** Opens the key that the settings name, making it if there is none. Throws when its file cannot be read or written. */
export function openSecrets(config: Pick<Config, "SEAMSCOPE_SECRETS_KEY" | "SEAMSCOPE_DATA_DIR">): Secrets {
  const master = readSecretsKey(config);
  const derive = (use: "seal" | "sign", purpose: Purpose): Buffer => Buffer.from(hkdfSync("sha256", master, "seamscope", `${VERSION} ${use} ${purpose}`, KEY_BYTES));
  const hmac = (purpose: Purpose, text: string): Buffer => createHmac("sha256", derive("sign", purpose)).update(text).digest();
  return {
    seal(purpose, context, text) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv("aes-256-gcm", derive("seal", purpose), iv).setAAD(Buffer.from(context));
      const hidden = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return `${VERSION}.${Buffer.concat([iv, cipher.getAuthTag(), hidden]).toString("base64url")}`;
    },
    open(purpose, context, sealed) {
      const [version, packed = ""] = sealed.split(".", 2);
      const bytes = Buffer.from(packed, "base64url");
      if (version !== VERSION || bytes.length < IV_BYTES + TAG_BYTES) return undefined;
      return decrypt(derive("seal", purpose), context, bytes);
    },
    sign: (purpose, text) => hmac(purpose, text).toString("base64url"),
    verify(purpose, text, signature) {
      const expected = hmac(purpose, text);
      const given = Buffer.from(signature, "base64url");
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}

function decrypt(key: Buffer, context: string, bytes: Buffer): string | undefined {
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES }).setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([text, decipher.final()]).toString("utf8");
  } catch {
    return undefined; // `final` throws on a tag that does not fit, and on nothing else.
  }
}

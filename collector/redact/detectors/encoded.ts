import { type Anchor, type Detector, type Range, rangesOf } from "./detector.ts";

/** How secrets begin that are worth looking for in base64; each is encoded on its own, as Kubernetes and headers do it. */
const BEGINNINGS = ["AKIA", "ASIA", "AIzaS", "ghp_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "sk_live_", "sk-ant-", "sk-proj-", "-----BEGIN ", "postgres://", "postgresql://", "mysql://", "mongodb://", "mongodb+srv://", "redis://", "amqp://", "eyJhbGci"];

const withoutTail = (text: string): string => btoa(text.slice(0, text.length - (text.length % 3)));

/** Base64 of secrets that begin in a known way, where the encoding begins with the secret; `detectors` say whether it is one. */
export function encodedSecrets(detectors: readonly Detector[]): Detector {
  const literals = [...new Set(BEGINNINGS.map(withoutTail))];
  const beginning = `(?:${literals.map((literal) => literal.replaceAll("+", "\\+")).join("|")})`;
  const anchors: Anchor[] = [{ literals, shape: `${beginning}[A-Za-z0-9+/]{8}` }];
  const pattern = new RegExp(`(?<![A-Za-z0-9+/](?<!\\\\[nrt]))${beginning}[A-Za-z0-9+/]{8,65536}={0,2}`, "g");
  const holdsSecret = (encoded: string): boolean => {
    const text = decoded(encoded);
    return detectors.some((detector) => detector.find(text).length > 0);
  };
  return { name: "encoded-secret", anchors, find: (text): Range[] => rangesOf(text, pattern, holdsSecret) };
}

/** Text of base64 that may have been cut: whole groups of four only. */
function decoded(encoded: string): string {
  const bare = encoded.replace(/=+$/, "");
  return atob(bare.length % 4 === 1 ? bare.slice(0, -1) : bare);
}

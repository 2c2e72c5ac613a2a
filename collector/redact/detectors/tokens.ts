import { AT_WORD, type Anchor, type Detector, rangesOf } from "./detector.ts";

/** A kind of key that begins with a text of its own, and what follows that text. */
interface TokenForm {
  prefixes: readonly string[];
  /** Names after which the key stands, where it has no beginning of its own; any case. */
  after?: readonly string[];
  rest: string;
  /** Does not begin after - and _ either: one start a run, so that long runs take no long time. */
  wholeRun?: true;
  accept?: (token: string) => boolean;
}

const ALNUM = "[A-Za-z0-9]";
const URL64 = "[A-Za-z0-9_-]";

/** A part of some length without - and _ that mixes digits and letters: words joined by hyphens have none. */
const hasRandomPart = (token: string): boolean => token.split(/[-_]/).some((part) => part.length >= 10 && /\d/.test(part) && /[A-Za-z]/.test(part));

/** Forms as the providers document them, or as secret scanners (gitleaks, trufflehog) know them. */
const TOKENS: Readonly<Record<string, readonly TokenForm[]>> = {
  "aws-key": [
    { prefixes: ["AKIA", "ASIA", "ABIA", "ACCA"], rest: "[A-Z0-9]{16}(?![A-Za-z0-9])" },
    { prefixes: [], after: ["secretaccesskey", "secret_access_key"], rest: "[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])" },
  ],
  "gcp-key": [
    { prefixes: ["AIza"], rest: `${URL64}{35}` },
    { prefixes: ["ya29."], rest: `${URL64}{20,2048}` },
    { prefixes: ["GOCSPX-"], rest: `${URL64}{28}` },
  ],
  "azure-key": [
    { prefixes: [], after: ["accountkey", "account_key", "sharedaccesskey"], rest: "[A-Za-z0-9+/]{40,90}={0,2}" },
    { prefixes: ["sig="], rest: "(?:[A-Za-z0-9+/]|%2[bBfF]){40,64}(?:=|%3[dD])" },
  ],
  "github-token": [
    { prefixes: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], rest: `${ALNUM}{36,255}` },
    { prefixes: ["github_pat_"], rest: "[A-Za-z0-9_]{22,255}" },
  ],
  "gitlab-token": [{ prefixes: ["glpat-", "gldt-", "glptt-", "glrt-", "glcbt-", "glft-", "glsoat-", "glagent-", "gloas-"], rest: `${URL64}{20,255}` }],
  "slack-token": [
    { prefixes: ["xoxa-", "xoxb-", "xoxe-", "xoxo-", "xoxp-", "xoxr-", "xoxs-", "xapp-"], rest: "[A-Za-z0-9-]{10,255}" },
    { prefixes: ["hooks.slack.com/services/"], rest: "[A-Za-z0-9/]{20,80}" },
  ],
  "stripe-key": [
    { prefixes: ["sk_live_", "sk_test_", "rk_live_", "rk_test_"], rest: `${ALNUM}{16,255}` },
    { prefixes: ["whsec_"], rest: "[A-Za-z0-9+/]{24,100}" },
  ],
  "anthropic-key": [{ prefixes: ["sk-ant-"], rest: `${URL64}{20,255}`, accept: hasRandomPart }],
  "openai-key": [{ prefixes: ["sk-"], rest: `${URL64}{20,255}`, accept: hasRandomPart }],
  "huggingface-token": [{ prefixes: ["hf_"], rest: `${ALNUM}{30,64}` }],
  "model-provider-key": [
    { prefixes: ["gsk_"], rest: `${ALNUM}{40,80}` },
    { prefixes: ["xai-"], rest: `${ALNUM}{60,100}` },
    { prefixes: ["pplx-", "tvly-"], rest: `${URL64}{28,80}`, accept: hasRandomPart },
    { prefixes: ["nvapi-"], rest: `${URL64}{50,80}` },
    { prefixes: ["r8_"], rest: `${ALNUM}{30,50}` },
    { prefixes: ["lsv2_pt_", "lsv2_sk_"], rest: "[a-f0-9]{32}_[a-f0-9]{10}" },
  ],
  jwt: [{ prefixes: ["eyJ"], rest: `${URL64}{10,8192}\\.${URL64}{10,65536}(?:\\.${URL64}{0,8192})?`, wholeRun: true, accept: isJwt }],
};

/** The header of a JSON Web Token names an algorithm (RFC 7515 §4.1.1). */
function isJwt(token: string): boolean {
  try {
    const header: unknown = JSON.parse(atob((token.split(".")[0] ?? "").replaceAll("-", "+").replaceAll("_", "/")));
    return typeof header === "object" && header !== null && "alg" in header;
  } catch {
    return false;
  }
}

const escaped = (text: string): string => text.replace(/[.+?]/g, "\\$&");

const anyOf = (texts: readonly string[]): string => `(?:${texts.map(escaped).join("|")})`;

/** As much of a form as all of its kind have, so that looking for it takes no longer than that. */
const leastOf = (rest: string): string => rest.replace(/\{(\d+)(?:,\d+)?\}.*/, "{$1}");

const anchorOf = ({ prefixes, after, rest }: TokenForm): Anchor =>
  after === undefined ? { literals: prefixes, shape: anyOf(prefixes) + leastOf(rest) } : { literals: after, shape: anyOf(after), anyCase: true };

const sourceOf = ({ prefixes, after, rest, wholeRun }: TokenForm): string => (after === undefined ? (wholeRun ? "(?<![-_])" : "") + AT_WORD + anyOf(prefixes) : `(?<=${anyOf(after.map(inAnyCase))}["'\\s:=\\\\]{1,12})`) + rest;

const inAnyCase = (text: string): string => text.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);

function finderOf(forms: readonly TokenForm[]): Detector["find"] {
  const matchers = forms.map((form) => ({ pattern: new RegExp(sourceOf(form), "g"), accept: form.accept }));
  return (text) => matchers.flatMap(({ pattern, accept }) => rangesOf(text, pattern, accept)).toSorted((a, b) => a.start - b.start);
}

/** One detector a provider (or form), for keys that are known by how they begin. */
export const TOKEN_DETECTORS: readonly Detector[] = Object.entries(TOKENS).map(([name, forms]) => ({
  name,
  anchors: forms.map(anchorOf),
  find: finderOf(forms),
}));

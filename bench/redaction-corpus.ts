/** A payload in which one secret stands, or, where `secret` is undefined, one that only looks as if. */
export interface Sample {
  /** The detector it is for. */
  detector: string;
  text: string;
  secret: string | undefined;
}

/** Numbers from a seed (mulberry32), so that a corpus can be made again. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";
const ALNUM = LOWER + LOWER.toUpperCase() + DIGITS;

/** Draws from a seed whatever secrets and their look-alikes are made of. */
class Draw {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  below = (limit: number): number => Math.floor(this.#random() * limit);
  between = (least: number, most: number): number => least + this.below(most - least + 1);
  one = <T>(items: readonly [T, ...T[]]): T => items[this.below(items.length)] ?? items[0];
  chars = (count: number, from: string): string => Array.from({ length: count }, () => from.charAt(this.below(from.length))).join("");
  digits = (count: number): string => this.chars(count, DIGITS);
  hex = (count: number): string => this.chars(count, "0123456789abcdef");
  alnum = (count: number): string => this.chars(count, ALNUM);
  url64 = (count: number): string => this.chars(count, `${ALNUM}-_`);
  base64 = (count: number): string => this.chars(count, `${ALNUM}+/`);
  upper = (count: number): string => this.chars(count, LOWER.toUpperCase() + DIGITS);
  uuid = (): string => [8, 4, 4, 4, 12].map((count) => this.hex(count)).join("-");
  word = (): string => this.one(["seam", "agent", "planner", "handoff", "ledger", "draft", "review", "invoice", "ticket", "summary", "market", "risk", "task", "disk"]);
  words = (count: number): string => Array.from({ length: count }, this.word).join(" ");
}

const jsonBase64 = (value: object): string => btoa(JSON.stringify(value)).replace(/=+$/, "").replaceAll("+", "-").replaceAll("/", "_");

/** The number with the check digit of ISO/IEC 7812-1 annex B behind it. */
function withCheckDigit(digits: string): string {
  const sum = Array.from(digits).toReversed().reduce((total, digit, index) => total + (index % 2 === 0 ? (Number(digit) * 2 > 9 ? Number(digit) * 2 - 9 : Number(digit) * 2) : Number(digit)), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

const CARD_FORMS: readonly [string, number][] = [["4", 16], ["51", 16], ["54", 16], ["2221", 16], ["34", 15], ["37", 15], ["6011", 16], ["65", 16], ["3528", 16], ["36", 14], ["62", 16]];

function card(draw: Draw): string {
  const [prefix, length] = CARD_FORMS[draw.below(CARD_FORMS.length)] ?? ["4", 16];
  const digits = withCheckDigit(prefix + draw.digits(length - 1 - prefix.length));
  const separator = draw.one(["", "", " ", "-"]);
  if (separator === "" || length === 14) return digits;
  const groups = length === 15 ? [4, 6, 5] : [4, 4, 4, 4];
  let at = 0;
  return groups.map((size) => digits.slice(at, (at += size))).join(separator);
}

function email(draw: Draw): string {
  const local = draw.one([draw.word(), `${draw.word()}.${draw.word()}`, `${draw.word()}+${draw.digits(3)}`, `${draw.word()}_${draw.digits(2)}`, `jürgen.${draw.word()}`, draw.chars(8, LOWER)]);
  return `${local}@${draw.one([`${draw.chars(7, LOWER)}.com`, `mail.${draw.chars(5, LOWER)}.co.uk`, `${draw.chars(6, LOWER)}.io`, `${draw.chars(4, LOWER)}-${draw.chars(4, LOWER)}.de`, "example.org", "bücher.example"])}`;
}

function phone(draw: Draw): string {
  const d = draw.digits;
  const n = (): string => `${draw.between(2, 9)}`;
  return draw.one([
    () => `+49 30 ${n()}${d(6)}`,
    () => `+49 (0)171 ${n()}${d(6)}`,
    () => `+1 ${n()}0${n()}-555-0${d(3)}`,
    () => `+1 (${n()}1${n()}) 555-${d(4)}`,
    () => `+44 20 7${d(3)} ${d(4)}`,
    () => `+33 6 ${d(2)} ${d(2)} ${d(2)} ${d(2)}`,
    () => `+4917${n()}${d(7)}`,
    () => `0049 30 ${n()}${d(6)}`,
    () => `+91 98${d(3)} ${d(5)}`,
    () => `+81-3-${n()}${d(3)}-${d(4)}`,
    () => `+55 11 9${d(4)}-${d(4)}`,
  ])();
}

const privateKey = (draw: Draw): string => {
  const kind = draw.one(["RSA ", "", "EC ", "OPENSSH "]);
  const lines = Array.from({ length: draw.between(3, 20) }, () => draw.base64(64));
  return `-----BEGIN ${kind}PRIVATE KEY-----\n${[...lines, `${draw.base64(draw.between(10, 60))}==`].join("\n")}\n-----END ${kind}PRIVATE KEY-----`;
};

/** A secret of each detector; `shell` is what belongs around it, with the secret at `%`. */
const SECRETS: Readonly<Record<string, (draw: Draw) => { secret: string; shell?: string }>> = {
  "aws-key": (draw) => draw.one([() => ({ secret: `${draw.one(["AKIA", "ASIA"])}${draw.upper(16)}` }), () => ({ secret: draw.base64(40), shell: draw.one(["aws_secret_access_key = %", "AWS_SECRET_ACCESS_KEY=%", "SecretAccessKey: %"]) })])(),
  "gcp-key": (draw) => ({ secret: draw.one([() => `AIza${draw.url64(35)}`, () => `ya29.${draw.url64(120)}`, () => `GOCSPX-${draw.url64(28)}`])() }),
  "azure-key": (draw) => ({ secret: `${draw.base64(86)}==`, shell: draw.one(["DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=%;EndpointSuffix=core.windows.net", "Endpoint=sb://acme.example/;SharedAccessKeyName=root;SharedAccessKey=%"]) }),
  "github-token": (draw) => ({ secret: draw.one([() => `${draw.one(["ghp_", "gho_", "ghs_"])}${draw.alnum(36)}`, () => `github_pat_${draw.alnum(22)}_${draw.alnum(59)}`])() }),
  "gitlab-token": (draw) => ({ secret: `glpat-${draw.alnum(10)}${draw.url64(10)}` }),
  "slack-token": (draw) => ({ secret: `xox${draw.one(["b", "p"])}-${draw.digits(12)}-${draw.digits(12)}-${draw.alnum(24)}` }),
  "stripe-key": (draw) => ({ secret: draw.one([() => `sk_live_${draw.alnum(24)}`, () => `rk_test_${draw.alnum(99)}`, () => `whsec_${draw.alnum(32)}`])() }),
  "anthropic-key": (draw) => ({ secret: `sk-ant-api03-${draw.url64(93)}AA` }),
  "openai-key": (draw) => ({ secret: draw.one([() => `sk-${draw.alnum(20)}T3BlbkFJ${draw.alnum(20)}`, () => `sk-proj-${draw.url64(120)}T3BlbkFJ${draw.url64(20)}`, () => `sk-svcacct-${draw.url64(100)}`, () => `sk-${draw.hex(32)}`, () => `sk-or-v1-${draw.hex(64)}`])() }),
  "huggingface-token": (draw) => ({ secret: `hf_${draw.alnum(34)}` }),
  "model-provider-key": (draw) => ({ secret: draw.one([() => `gsk_${draw.alnum(52)}`, () => `xai-${draw.alnum(80)}`, () => `pplx-${draw.alnum(48)}`, () => `nvapi-${draw.url64(64)}`, () => `r8_${draw.alnum(37)}`, () => `lsv2_pt_${draw.hex(32)}_${draw.hex(10)}`])() }),
  jwt: (draw) => ({ secret: `${jsonBase64({ alg: draw.one(["HS256", "RS256", "ES256"]), typ: "JWT" })}.${jsonBase64({ sub: draw.uuid(), iat: 1_700_000_000 + draw.below(9e7), name: draw.word() })}.${draw.url64(43)}` }),
  "private-key": (draw) => ({ secret: privateKey(draw) }),
  credentials: (draw) => {
    const secret = draw.one([draw.alnum(draw.between(8, 24)), `${draw.word()}!${draw.digits(4)}`, `P${draw.alnum(6)}$${draw.digits(2)}`]);
    return { secret, shell: draw.one(["postgres://app:%@db.internal:5432/orders", "mongodb+srv://svc:%@cluster0.example.net/app?retryWrites=true", "redis://:%@cache:6379/0", "https://deploy:%@git.example.com/repo.git", "Server=sql.internal;Database=orders;User Id=app;Password=%;Encrypt=true", "host=db port=5432 user=app password=% dbname=orders", "amqp://guest:%@mq/vhost"]) };
  },
  authorization: (draw) => draw.one([() => ({ secret: draw.alnum(draw.between(20, 60)), shell: draw.one(["Authorization: Bearer %", "authorization: bearer %"]) }), () => ({ secret: btoa(`${draw.word()}:${draw.alnum(12)}`), shell: "Authorization: Basic %" })])(),
  "card-number": (draw) => ({ secret: card(draw) }),
  email: (draw) => ({ secret: email(draw) }),
  phone: (draw) => ({ secret: phone(draw) }),
  "encoded-secret": (draw) => ({ secret: btoa(draw.one([() => `AKIA${draw.upper(16)}`, () => `ghp_${draw.alnum(36)}`, () => `sk-ant-api03-${draw.url64(95)}`, () => `postgres://app:${draw.alnum(16)}@db/orders`, () => privateKey(draw)])()) }),
};

/** What looks like a secret and is none. */
const LOOKALIKES: readonly ((draw: Draw) => string)[] = [
  (draw) => draw.uuid(),
  (draw) => draw.hex(32),
  (draw) => `${draw.hex(16)} ${draw.hex(64)}`,
  (draw) => `00-${draw.hex(32)}-${draw.hex(16)}-01`,
  (draw) => `${1_700_000_000_000 + draw.below(1e11)}`,
  (draw) => `17${draw.digits(17)}`,
  (draw) => `2026-${draw.between(10, 12)}-${draw.between(10, 28)}T10:${draw.between(10, 59)}:07.${draw.digits(6)}+02:00`,
  (draw) => `order ${draw.between(100_000, 999_999)}-${draw.digits(5)}, invoice INV-2026-${draw.digits(6)}`,
  (draw) => `data:image/png;base64,iVBORw0KGgo${draw.base64(600)}=`,
  (draw) => `chatcmpl-${draw.alnum(29)} call_${draw.alnum(24)} run_${draw.alnum(24)} msg_${draw.alnum(24)}`,
  (draw) => `${draw.word()}-management-system-for-${draw.word()}-analysis-2026-overview`,
  (draw) => `/srv/${draw.word()}/disk-image-builder-configuration-v2/${draw.word()}.tar.gz`,
  (draw) => `sk-${draw.word()}-classifier-and-regressor-pipelines`,
  (draw) => `EUR ${draw.between(1, 9)},${draw.digits(3)}.${draw.digits(2)} + ${draw.digits(2)}.${draw.digits(2)} = ${draw.between(10, 99)}.${draw.digits(2)}`,
  (draw) => `version ${draw.between(1, 20)}.${draw.digits(2)}.${draw.digits(1)}+build.${draw.digits(8)}`,
  (draw) => `@app.route("/${draw.word()}")\ndef ${draw.word()}(password=None, token: str = ""):\n    return os.getenv("API_KEY")`,
  (draw) => `npm install @${draw.word()}/${draw.word()}@${draw.between(1, 9)}.${draw.between(0, 20)}.0`,
  (draw) => `"${draw.word()}@2x.png" and ${draw.word()}@v${draw.between(1, 9)}`,
  (draw) => `http://localhost:${draw.between(3000, 9999)}/v1/${draw.word()}?page=${draw.between(1, 90)}#top`,
  (draw) => `git@github.com:${draw.word()}/${draw.word()}.git`.replace("git@github.com:", "https://github.com/"),
  (draw) => `bearer ${draw.word()} responsibilities; basic ${draw.word()} understanding of authentication`,
  (draw) => `const connection = "postgres://\${DB_USER}:\${DB_PASSWORD}@\${DB_HOST}/${draw.word()}"`,
  (draw) => `x = ${draw.between(100, 999)} + ${draw.digits(9)} * ${draw.digits(4)}; y=+${draw.digits(4)}`,
  (draw) => `embedding: [${Array.from({ length: 12 }, () => `0.${draw.digits(8)}`).join(", ")}]`,
  (draw) => `[${Array.from({ length: 8 }, () => draw.between(1000, 9999)).join(", ")}]`,
  (draw) => `${draw.between(1000, 9999)} ${draw.between(1000, 9999)} ${draw.between(1000, 9999)} people, 1${draw.digits(3)} ${draw.digits(4)} ${draw.digits(4)} ${draw.digits(4)} rows`,
  (draw) => `isbn 978-${draw.digits(1)}-${draw.digits(4)}-${draw.digits(4)}-${draw.digits(1)} ip 10.${draw.between(0, 255)}.0.${draw.between(1, 254)} mac ${draw.hex(2)}:${draw.hex(2)}:${draw.hex(2)}`,
  (draw) => `sha256:${draw.hex(64)} etag W/"${draw.hex(24)}" eyJ is how base64 of JSON begins`,
  (draw) => `{"total": ${draw.between(1, 9999)}.50, "price": "$${draw.between(10, 999)}.99", "qty": ${draw.between(1, 20)}}`,
  (draw) => `-----BEGIN CERTIFICATE-----\n${draw.base64(64)}\n-----END CERTIFICATE-----`,
  (draw) => `span ${draw.hex(16)} took ${draw.digits(4)} ms, 1${draw.digits(12)} ns, at line ${draw.between(1, 2000)}`,
];

/** The ways in which a text gets into telemetry. */
const CARRIERS: readonly ((text: string, draw: Draw) => string)[] = [
  (text) => text,
  (text, draw) => `${draw.words(12)} ${text} ${draw.words(6)}`,
  (text, draw) => `${draw.words(5)}: ${text}`,
  (text, draw) => JSON.stringify({ [draw.word()]: draw.words(4), note: text, n: draw.below(900) }),
  (text, draw) => JSON.stringify([{ role: "user", parts: [{ type: "text", content: `${draw.words(8)}\n${text}\n${draw.words(3)}` }] }]),
  (text, draw) => JSON.stringify({ arguments: JSON.stringify({ task: draw.words(3), detail: { value: text } }) }),
  (text, draw) => JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ c: `line\n${text}`, d: draw.word() }) }) }),
  (text, draw) => `${draw.words(3)}\n\`\`\`json\n${JSON.stringify({ value: text }, null, 2)}\n\`\`\`\n${draw.words(2)}`,
];

/** `count` payloads with a secret of each detector, in every way that secrets come. */
export function positives(seed: number, count: number): Sample[] {
  const draw = new Draw(seed);
  return Object.entries(SECRETS).flatMap(([detector, make]) =>
    Array.from({ length: count }, (_, index) => {
      const { secret, shell = "%" } = make(draw);
      const carrier = CARRIERS[index % CARRIERS.length];
      return { detector, secret, text: carrier?.(shell.replace("%", () => secret), draw) ?? secret };
    }),
  );
}

/** `count` payloads with nothing secret in them, each with something that looks as if. */
export function negatives(seed: number, count: number): string[] {
  const draw = new Draw(seed);
  return Array.from({ length: count }, (_, index) => {
    const lookalike = LOOKALIKES[index % LOOKALIKES.length]?.(draw) ?? "";
    return CARRIERS[Math.floor(index / LOOKALIKES.length) % CARRIERS.length]?.(lookalike, draw) ?? lookalike;
  });
}

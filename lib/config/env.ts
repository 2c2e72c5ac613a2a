import { z } from "zod";

const whole = (expected: string, from: number, to: number) => z.coerce.number({ error: expected }).int(expected).min(from, expected).max(to, expected);
const port = (fallback: number) => whole("expected a port, 1 to 65535", 1, 65_535).default(fallback);
const days = () => whole("expected whole days, 1 to 36500, or 0 to keep them for ever", 0, 36_500);
const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);

const Env = z.object({
  CLICKHOUSE_URL: z.url({ protocol: /^https?$/, error: "expected an address such as http://127.0.0.1:8123" }).optional(),
  CLICKHOUSE_USER: z.string().default("default"),
  CLICKHOUSE_PASSWORD: z.string().default(""),
  CLICKHOUSE_DATABASE: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "expected letters, digits and _").default("seamscope"),
  SEAMSCOPE_DATA_DIR: z.string().default("./.seamscope"),
  SEAMSCOPE_OTLP_HTTP_PORT: port(4318),
  SEAMSCOPE_OTLP_GRPC_PORT: port(4317),
  SEAMSCOPE_COLLECTOR_URL: z.url({ protocol: /^https?$/, error: "expected an address such as http://127.0.0.1:4318" }).optional(),
  SEAMSCOPE_HOST: z.string().default("127.0.0.1"),
  SEAMSCOPE_QUIET_MS: whole("expected milliseconds, 50 to 600000", 50, 600_000).default(2000),
  SEAMSCOPE_DEADLINE_MS: whole("expected milliseconds, 1000 or more", 1000, Number.MAX_SAFE_INTEGER).default(15 * 60_000),
  SEAMSCOPE_BODY_BYTES_MAX: whole("expected bytes, 1024 or more", 1024, Number.MAX_SAFE_INTEGER).default(64 * 1024 * 1024),
  /** Where the spool refuses more; it begins to slow senders down at four fifths of it. */
  SEAMSCOPE_SPOOL_BYTES_MAX: whole("expected bytes, 16777216 or more", 16 * 1024 * 1024, Number.MAX_SAFE_INTEGER).default(4 * 1024 ** 3),
  /** Threads that decode, redact and encode; by default one, and one less than there are cores from three on. */
  SEAMSCOPE_DECODE_THREADS: whole("expected 1 to 64 threads", 1, 64).optional(),
  /** A YAML file of redaction rules, beside the detectors that are always on. */
  SEAMSCOPE_REDACTION_RULES: z.string().optional(),
  /** Keys the digests in redaction marks; made at the first start and kept in the data directory when it is not set. Collectors that feed one database share it. */
  SEAMSCOPE_REDACTION_KEY: z.string().min(16, "expected 16 characters or more").optional(),
  CLICKHOUSE_CLUSTER: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "expected letters, digits and _").optional(),
  /** Names beside its own under which this machine may be asked, as by a proxy on the local network; without ports. */
  SEAMSCOPE_HOSTS: z
    .string()
    .regex(/^[A-Za-z0-9.-]+(\s*,\s*[A-Za-z0-9.-]+)*$/, "expected host names with commas between them and without ports, e.g. seamscope.lan")
    .transform((names) => names.toLowerCase().split(/\s*,\s*/))
    .default([]),
  PORT: port(3000),
  /** Where people reach the dashboard: what links in notifications, tickets and shares begin with. */
  SEAMSCOPE_PUBLIC_URL: z.url({ protocol: /^https?$/, error: "expected an address such as https://seamscope.example.com" }).transform((url) => url.replace(/\/+$/, "")).optional(),
  /** Encrypts what channels keep secret and signs share links; made at the first start and kept in the data directory when it is not set. Collectors and dashboards on one database share it. */
  SEAMSCOPE_SECRETS_KEY: z.string().min(16, "expected 16 characters or more").optional(),
  /** Networks and hosts that notifications may go to although they are not public, e.g. 10.1.0.0/16, alertmanager.lan. */
  SEAMSCOPE_NOTIFY_ALLOW: z.string().transform((list) => list.split(",").map((one) => one.trim().toLowerCase()).filter((one) => one !== "")).pipe(z.array(z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6(), z.string().regex(/^(?!.*\/)(?=.*[a-z])[a-z0-9]([a-z0-9._-]*[a-z0-9.])?$/)], "expected networks such as 10.1.0.0/16, addresses, or host names without a port"))).default([]),
  /** Signs what incident tools send to /api/v1/hooks/tickets; without it that hook is closed. */
  SEAMSCOPE_HOOK_SECRET: z.string().min(16, "expected 16 characters or more").optional(),
  /** Sites that may frame the card of a handoff, as CSP writes them; without it nobody may. */
  SEAMSCOPE_EMBED_ANCESTORS: z
    .string()
    .transform((list) => list.split(/[\s,]+/).filter((one) => one !== ""))
    .refine((list) => list.every((one) => /^('self'|https?:\/\/(\*\.)?[A-Za-z0-9.-]+(:(\d{1,5}|\*))?)$/.test(one)), "expected addresses such as https://acme.atlassian.net or https://*.example.com, or 'self', with spaces or commas between them")
    .default([]),
  /** Whether such a card shows the beginning of what was sent and received. */
  SEAMSCOPE_EMBED_PAYLOADS: z.enum(["true", "false"], "expected true or false").default("false").transform((text) => text === "true"),
  /** Set by our scripts: `development` while sources are reloaded. */
  NODE_ENV: z.string().optional(),
  /** How long what is stored is kept, in days; 0: for ever (docs/retention.md). */
  SEAMSCOPE_RETENTION_SPANS_DAYS: days().default(0),
  SEAMSCOPE_RETENTION_PAYLOADS_DAYS: days().default(0),
  SEAMSCOPE_RETENTION_HANDOFFS_DAYS: days().default(0),
  SEAMSCOPE_RETENTION_REJECTS_DAYS: days().default(30),
  /** How much evidence may be pinned beyond retention, before compression (docs/permalinks.md). */
  SEAMSCOPE_PIN_BYTES_MAX: whole("expected bytes, 0 or more", 0, Number.MAX_SAFE_INTEGER).default(10 * 1024 ** 3),
  /** Set by our Dockerfile: inside a container every address may be bound, since compose publishes to loopback only. */
  SEAMSCOPE_CONTAINER: z.string().optional(),
}).refine((env) => LOOPBACK.has(env.SEAMSCOPE_HOST) || env.SEAMSCOPE_CONTAINER !== undefined, {
  path: ["SEAMSCOPE_HOST"],
  message: "expected 127.0.0.1, ::1 or localhost, because there are no keys and no login yet",
  when: () => true, // also beside other problems: they are all told at once
}).refine((env) => outlives(env.SEAMSCOPE_RETENTION_PAYLOADS_DAYS, env.SEAMSCOPE_RETENTION_SPANS_DAYS), {
  path: ["SEAMSCOPE_RETENTION_PAYLOADS_DAYS"],
  message: "expected as many days as SEAMSCOPE_RETENTION_SPANS_DAYS or more, because spans hold the payloads, too",
}).refine((env) => outlives(env.SEAMSCOPE_RETENTION_HANDOFFS_DAYS, Math.max(env.SEAMSCOPE_RETENTION_PAYLOADS_DAYS, env.SEAMSCOPE_RETENTION_SPANS_DAYS)) && outlives(env.SEAMSCOPE_RETENTION_HANDOFFS_DAYS, env.SEAMSCOPE_RETENTION_SPANS_DAYS), {
  path: ["SEAMSCOPE_RETENTION_HANDOFFS_DAYS"],
  message: "expected as many days as SEAMSCOPE_RETENTION_SPANS_DAYS and SEAMSCOPE_RETENTION_PAYLOADS_DAYS or more, because handoffs are made from spans and hold the payloads",
}).transform((env) => ({ ...env, SEAMSCOPE_COLLECTOR_URL: env.SEAMSCOPE_COLLECTOR_URL ?? ownCollector(env), SEAMSCOPE_PUBLIC_URL: env.SEAMSCOPE_PUBLIC_URL ?? ownDashboard(env) }));

/** Whether what is kept for so many days is kept at least as long as the other; 0 is for ever. A kind that is not limited limits nothing. */
const outlives = (keptDays: number, otherDays: number): boolean => keptDays === 0 || (otherDays > 0 && keptDays >= otherDays);

/** The dashboard of the same machine, where nobody said how it is reached. */
function ownDashboard(env: { SEAMSCOPE_HOST: string; PORT: number }): string {
  const host = LOOPBACK.has(env.SEAMSCOPE_HOST) ? env.SEAMSCOPE_HOST : "127.0.0.1";
  return `http://${host.includes(":") ? `[${host}]` : host}:${env.PORT}`;
}

/** The collector of the same machine. An address that means every address (0.0.0.0, in a container) is no place to send to. */
function ownCollector(env: { SEAMSCOPE_HOST: string; SEAMSCOPE_OTLP_HTTP_PORT: number }): string {
  const host = LOOPBACK.has(env.SEAMSCOPE_HOST) ? env.SEAMSCOPE_HOST : "127.0.0.1";
  return `http://${host.includes(":") ? `[${host}]` : host}:${env.SEAMSCOPE_OTLP_HTTP_PORT}`;
}

/** All settings, read once from the environment; the names are the ones in the README's table. */
export type Config = z.infer<typeof Env>;

/** Reads the settings, or throws one error that lists every wrong variable with what was expected. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = Env.safeParse(present);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`Cannot read the settings from the environment: ${problems.join("; ")}`);
}

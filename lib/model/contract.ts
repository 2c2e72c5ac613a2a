import ms, { type StringValue } from "ms";
import semver from "semver";
import { z } from "zod";
import { CONTRACT_MODES } from "./vocabulary.ts";

/** A duration such as `15m`, `8h` or `500ms`, as people write it in a contract. */
const EXPECTED_DURATION = "expected a duration such as 500ms, 15m, 8h or 30d";
const Duration = z.string(EXPECTED_DURATION).refine((text) => (durationMs(text) ?? -1) > 0, EXPECTED_DURATION);

const isWrittenDuration = (text: string): text is StringValue => /^\d+(\.\d+)?\s*[a-z]+$/i.test(text);

/** Milliseconds of a duration as contracts write it; undefined when it is none. */
export function durationMs(text: string): number | undefined {
  const written = text.trim();
  const value: unknown = isWrittenDuration(written) ? ms(written) : undefined;
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

const Name = z.string().trim().min(1).max(200);
const EXPECTED_VERSION = "expected a semantic version such as 2.1.0";
const Version = z.string(EXPECTED_VERSION).max(100).refine((text) => semver.valid(text) === text, EXPECTED_VERSION);
const EXPECTED_RANGE = "expected a semver range such as ^2.0.0";
const Range = z.string(EXPECTED_RANGE).max(500).refine((text) => semver.validRange(text) !== null, EXPECTED_RANGE);
const Pointer = z.string().regex(/^(\/([^~/]|~[01])*)+$/, "expected a JSON pointer such as /customer/email");
const SunsetDate = z.iso.date("expected a date such as 2027-01-31");

/** What a receiver asks its senders to carry beside the payload. */
export const REQUIRED_PARTS = ["intent", "constraints", "rationale"] as const;
const OWNERSHIP_MODELS = ["downstream", "platform", "joint"] as const;
/** Whether what happens behind a seam can be taken back. */
export const STAKES = ["reversible", "irreversible"] as const;
export type Stakes = (typeof STAKES)[number];

/** A rule across both sides, in CEL over `sent` and `received`; false is a violation. */
const Invariant = z.strictObject({ name: Name, cel: z.string().min(1).max(4000) });

/**
 * A contract as its YAML or JSON file has it: what the receiver of a seam needs, and who owns it. `payload` is a JSON Schema
 * (2020-12, or draft-07 where `$schema` says so) written out; durations are text such as `15m`.
 */
export const Contract = z.strictObject({
  contract: Name,
  version: Version,
  seam: z.strictObject({ source: Name, target: Name }).optional().describe("the seam it governs also where nobody names the contract"),
  owner: z.strictObject({ team: Name, contact: z.string().max(500).optional(), model: z.enum(OWNERSHIP_MODELS).optional() }).optional(),
  fallback: z.strictObject({ owner: Name.optional(), agent: Name.optional() }).optional(),
  accepts: Range.optional().describe("the versions the receiver takes"),
  deprecated: z.strictObject({ below: Version, sunset: SunsetDate.optional() }).optional(),
  payload: z.record(z.string(), z.unknown()).optional().describe("JSON Schema of the payload"),
  required: z.array(z.enum(REQUIRED_PARTS)).optional(),
  invariants: z.array(Invariant).max(50).optional(),
  deadline: Duration.optional(),
  latency: z.strictObject({ p95: Duration }).optional(),
  budget: z.strictObject({ tokens: z.int().positive() }).optional(),
  gate: z.strictObject({ kind: z.enum(["approval", "input", "auth", "policy"]), overdue: Duration.optional(), stakes: z.enum(STAKES).optional() }).optional(),
  stakes: z.enum(STAKES).optional().describe("of the seam's effect, where there is no gate to say it"),
  fan_in: z.union([z.enum(["all", "any"]), z.strictObject({ quorum: z.int().positive() })], "expected all, any or a quorum such as { quorum: 2 }").optional(),
  confidence: z.strictObject({ min: z.number().min(0).max(1) }).optional(),
  capabilities: z.array(Name).max(50).optional().describe("what the receiver must be able to do"),
  sensitive: z.array(Pointer).max(200).optional(),
  slo: z.strictObject({ objective: z.number().min(0).max(100), window: Duration }).optional(),
  runbook: z.url({ protocol: /^https?$/, error: "expected an address such as https://wiki.example.com/runbook" }).optional(),
  mode: z.enum(CONTRACT_MODES).default("observe"),
});
export type Contract = z.infer<typeof Contract>;

/** A contract version as it was pushed. It governs handoffs that started at `appliesFrom` or later, until a newer push does. */
export const StoredContract = z.object({
  contract: Contract,
  source: z.string().describe("the file as it was pushed"),
  hash: z.string().describe("sha256 over the canonical JSON of the contract"),
  pushedAt: z.string().describe("RFC 3339"),
  appliesFrom: z.string().describe("RFC 3339"),
});
export type StoredContract = z.infer<typeof StoredContract>;

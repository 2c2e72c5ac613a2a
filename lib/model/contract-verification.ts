import semver from "semver";
import { z } from "zod";

/** What a test of an agent against a contract came to. */
export const VERIFICATION_OUTCOMES = ["passed", "failed"] as const;

/** The most characters of each text of a verification. */
export const VERIFICATION_TEXT_MAX = { name: 1024, version: 200, by: 500, url: 2000, details: 20_000 } as const;

const Agent = (what: string) =>
  z.strictObject(
    { name: z.string(`expected the name of the ${what}`).trim().min(1, `expected the name of the ${what}`).max(VERIFICATION_TEXT_MAX.name), version: z.string(`expected the version of the ${what}`).trim().min(1, `expected the version of the ${what}`).max(VERIFICATION_TEXT_MAX.version) },
    `expected the ${what} as { name, version }`,
  );
const EXPECTED_VERSION = "expected the contract's version, such as 2.1.0";
const EXPECTED_DIGEST = "expected 64 hexadecimal digits";

/** What a test tells: which versions of which agents it held against which version of a contract, and what it came to. */
export const VerificationRequest = z
  .strictObject({
    version: z.string(EXPECTED_VERSION).max(100).refine((text) => semver.valid(text) === text, EXPECTED_VERSION).describe("of the contract"),
    producer: Agent("agent that sends").optional().describe("the agent whose payloads were held against the contract"),
    receiver: Agent("agent that receives").optional().describe("the agent that was given payloads which keep the contract"),
    outcome: z.enum(VERIFICATION_OUTCOMES, "expected passed or failed"),
    examples: z.int("expected a whole number").min(0).max(4_000_000_000).default(0).describe("payloads that were tested"),
    by: z.string().trim().max(VERIFICATION_TEXT_MAX.by).default("").describe("what tested it, such as the CI job; nobody is checked"),
    url: z.url({ protocol: /^https?$/, error: "expected an http or https address, such as https://ci.example.com/runs/7" }).max(VERIFICATION_TEXT_MAX.url).optional().describe("where the run can be read"),
    details: z.string().max(VERIFICATION_TEXT_MAX.details).default("").describe("what failed"),
    digest: z.string(EXPECTED_DIGEST).regex(/^[0-9a-f]{64}$/, EXPECTED_DIGEST).optional().describe("sha256 over what the contract demands of a payload; needed only for a version that is not stored"),
  })
  .refine(({ producer, receiver }) => producer !== undefined || receiver !== undefined, { path: ["producer"], message: "expected `producer`, `receiver` or both" });
export type VerificationRequest = z.infer<typeof VerificationRequest>;

/** An agent in one version. */
const TestedAgent = z.object({ name: z.string(), version: z.string() });

/** One stored result of a test of an agent against a contract. */
export const ContractVerification = z.object({
  contract: z.string(),
  version: z.string().describe("of the contract"),
  digest: z.string().describe("over what the contract demands of a payload: payload, required and invariants; another version with the same digest is verified by it, too"),
  producer: TestedAgent.nullable().describe("null when only the receiver was tested"),
  receiver: TestedAgent.nullable().describe("null when only the producer was tested"),
  outcome: z.enum(VERIFICATION_OUTCOMES),
  examples: z.number(),
  at: z.string().describe("RFC 3339"),
  by: z.string(),
  url: z.string().describe("http or https, or empty"),
  details: z.string(),
});
export type ContractVerification = z.infer<typeof ContractVerification>;

/**
 * How far tests have verified a pair of versions: `failed` when the latest result of either side failed, `passed` when both sides
 * passed, together or each alone, `producer` and `receiver` when only that side was tested and passed.
 */
const VERIFIED_STATES = ["passed", "failed", "producer", "receiver"] as const;
export type VerifiedState = (typeof VERIFIED_STATES)[number];

/** What tests say of one producer version, contract version and receiver version; pairs that nothing is said of are left out. */
export const VerifiedPair = z.object({
  source: z.string().describe("version of the producer"),
  target: z.string().describe("version of the receiver"),
  contract: z.string().describe("version of the contract; empty where senders claim none"),
  state: z.enum(VERIFIED_STATES),
  results: z.array(ContractVerification).describe("those that the state rests on, the latest first"),
});
export type VerifiedPair = z.infer<typeof VerifiedPair>;

/** One version of an agent beside one that is at work on the other end of a seam: may they meet? */
export const DeployPair = z.object({
  seamId: z.string(),
  source: TestedAgent,
  target: TestedAgent,
  contract: z.string().describe("name of the contract in force; empty when none governs the seam"),
  contractVersion: z.string().describe("what the sender claims or was tested against, else the version in force"),
  handoffs: z.number().describe("of exactly these versions in the window"),
  failed: z.number(),
  declared: z.boolean().nullable().describe("whether the receiver says that it takes the contract version; null when nobody says"),
  verified: z.enum(VERIFIED_STATES).nullable().describe("null when no test told of it"),
  answer: z.enum(["yes", "no", "unjudged"]).describe("unjudged: no contract governs the seam"),
  why: z.string(),
});
export type DeployPair = z.infer<typeof DeployPair>;

/** Whether a version of an agent may be deployed beside what is at work on its seams. */
export const DeployAnswer = z.object({
  agent: z.string(),
  version: z.string(),
  answer: z.enum(["yes", "no"]).describe("no: the answer of some pair is no"),
  pairs: z.array(DeployPair),
  from: z.string().describe("start of the window that tells what is at work, RFC 3339"),
  to: z.string(),
});
export type DeployAnswer = z.infer<typeof DeployAnswer>;

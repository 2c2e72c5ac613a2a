import semver from "semver";
import { Document, isMap, isPair, isScalar, type Node } from "yaml";
import { Contract } from "@/lib/model/contract.ts";
import type { Path } from "../problem.ts";
import { describeShape } from "./shape-to-schema.ts";
import { addValue, emptyShape } from "./shape.ts";

/** What was seen on a seam: payloads as texts, and how long handoffs took from sent until received. */
export interface Observed {
  seam: { source: string; target: string };
  /** Name of the contract that handoffs claim; "" where none does. */
  name: string;
  payloads: readonly string[];
  latenciesMs: readonly number[];
  /** The contract that governs the seam already. */
  existing?: Contract | undefined;
}
export interface Proposal {
  yaml: string;
  contract: Contract;
  /** Payloads that were JSON, which the schema is made from, and those that were not. */
  used: number;
  skipped: number;
}

const LATENCIES_MIN = 5;
const MARGIN = 1.5;
const DEADLINE_FACTOR = 10;
const DEADLINE_MS_MIN = 60_000;
/** Limits as people choose them. */
const STEPS = [
  ["100ms", 100], ["250ms", 250], ["500ms", 500], ["1s", 1000], ["2s", 2000], ["5s", 5000], ["10s", 10_000], ["15s", 15_000], ["30s", 30_000],
  ["1m", 60_000], ["2m", 120_000], ["5m", 300_000], ["10m", 600_000], ["15m", 900_000], ["30m", 1_800_000], ["1h", 3_600_000], ["2h", 7_200_000],
  ["4h", 14_400_000], ["8h", 28_800_000], ["1d", 86_400_000], ["2d", 172_800_000], ["7d", 604_800_000], ["30d", 2_592_000_000],
] as const;

/** A contract that everything observed keeps, as a draft to be read by a person. The order of what was observed does not matter. */
export function proposeContract(observed: Observed): Proposal {
  const shape = emptyShape();
  for (const payload of observed.payloads) {
    const value = parse(payload);
    if (value !== undefined) addValue(shape, value);
  }
  const used = shape.values;
  const skipped = observed.payloads.length - used;
  const { schema, notes } = describeShape(shape);
  const contract = Contract.parse({
    contract: observed.existing?.contract ?? nameOf(observed),
    version: observed.existing === undefined ? "0.1.0" : semver.inc(observed.existing.version, "major"),
    seam: observed.seam,
    ...(used === 0 ? {} : { payload: schema }),
    ...limits(observed.latenciesMs),
    mode: "observe",
  });
  const comments = [
    { path: ["payload"], note: `${used} of ${observed.payloads.length} payloads were JSON and all of them keep this; ${confidenceOf(used)}` },
    { path: ["deadline"], note: `proposed: ten times the latency that 95 % of ${observed.latenciesMs.length} handoffs kept, at least a minute` },
    { path: ["latency"], note: `proposed: half as much again as the p95 of ${observed.latenciesMs.length} handoffs, which was ${Math.round(p95(observed.latenciesMs))} ms` },
    ...notes.map(({ path, note }) => ({ path: ["payload", ...path], note })),
  ];
  return { yaml: yamlOf(contract, comments), contract, used, skipped };
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

const slug = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-+|-+$/g, "").slice(0, 80) || "agent";
const nameOf = ({ name, seam }: Observed): string => (name.trim() === "" ? `${slug(seam.source)}-to-${slug(seam.target)}` : name.trim().slice(0, 200));

function confidenceOf(used: number): string {
  if (used >= 200) return "a solid sample";
  return used >= 30 ? "a fair sample: look at what is required" : "a small sample: expect more than was seen";
}

function limits(latenciesMs: readonly number[]): Pick<Contract, "deadline" | "latency"> {
  if (latenciesMs.length < LATENCIES_MIN) return {};
  const slow = p95(latenciesMs);
  return { deadline: stepAbove(Math.max(slow * DEADLINE_FACTOR, DEADLINE_MS_MIN)), latency: { p95: stepAbove(slow * MARGIN) } };
}

/** The value that 95 of 100 do not exceed (nearest rank). */
function p95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(Math.ceil(sorted.length * 0.95) - 1, 0)] ?? 0;
}

const stepAbove = (ms: number): string => (STEPS.find(([, size]) => size >= ms) ?? STEPS[STEPS.length - 1] ?? STEPS[0])[0];

function yamlOf(contract: Contract, comments: readonly { path: Path; note: string }[]): string {
  const document = new Document(contract, { aliasDuplicateObjects: false });
  document.commentBefore = " A proposal from what was seen. Read it, name an owner, and push it:\n npm run contracts -- push contract.yaml";
  for (const { path, note } of comments) comment(document, path, ` ${note}`);
  return document.toString({ lineWidth: 0 });
}

/** Puts a comment above the key that a path ends in. */
function comment(document: Document, path: Path, note: string): void {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const pair = isMap(parent) ? parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === path.at(-1)) : undefined;
  const key: Node | undefined = isScalar(pair?.key) ? pair.key : undefined;
  if (key !== undefined) key.commentBefore = key.commentBefore === undefined || key.commentBefore === null ? note : `${key.commentBefore}\n${note}`;
}

import { pointerTokens } from "@/lib/model/json-pointer.ts";
import type { Contract } from "@/lib/model/contract.ts";
import type { Found } from "../checks/check.ts";
import { isRecord } from "../payload/parse-json.ts";
import { type PayloadProfile, type Place, profileOf } from "./payload-profile.ts";
import type { SeamCheck, VersionSample } from "./seam-check.ts";

const PAYLOADS_MIN = 20;
const FINDINGS_MAX = 20;
const PRESENCE_SHIFT = 0.5;
const FLAP_SHARE = 0.05;
const LENGTH_RATIO = 3;
const LENGTH_DIFFERENCE = 10;
const DISTANCE_MIN = 0.5;
/** Critical value of the two-sample Kolmogorov-Smirnov test at 0.001 (Smirnov 1948): chance alone is farther apart once in a thousand. */
const KS_CRITICAL = 1.95;

type FoundOn = Found & { n: number };

/** The same version, another shape. */
export const shapeDrift: SeamCheck = {
  class: "shape_drift",
  severity: "warning",
  side: "producer",
  demands: ["S2.120", "S3.10", "S3.22"],
  meaning: "What the source sends has changed its shape while its version has not: a model or a prompt was changed without a word, or never kept to one shape.",
  rule: `The first and the last payloads of the window under one version of source and contract are compared (60 each at most, at least ${PAYLOADS_MIN} each, JSON of up to 32 KiB). Found is a place that holds a list in one payload and a text in the next (each in 5 of 100 or more); a field that half or more of the payloads gained or lost; a text whose middle length is ${LENGTH_RATIO} times what it was or a third, where the distributions lie at least ${DISTANCE_MIN} apart and farther than chance once in a thousand (Kolmogorov-Smirnov). Where the source tells no version it is info.`,
  fix: "See what was released or switched between the two samples: the model, the prompt, the code. Raise the version with it and tell the receiver, or hold the shape by structured output and the contract's schema.",
  lookalike: "Another shape under another version, a place for which the contract's schema allows several types, a nullable field, and an optional field that comes and goes.",
  find: ({ samples, contract }) => samples.flatMap((sample) => driftIn(sample, contract)).slice(0, FINDINGS_MAX),
};

function driftIn(sample: VersionSample, contract: Contract | undefined): FoundOn[] {
  const [earlier, later] = [profileOf(sample.earlier), profileOf(sample.later)];
  if (earlier.n < PAYLOADS_MIN || later.n < PAYLOADS_MIN) return [];
  const pointers = [...new Set([...earlier.places.keys(), ...later.places.keys()])].toSorted();
  const moved = pointers.filter((pointer) => hasMoved(pointer, earlier, later));
  const isTold = (pointer: string): boolean => moved.some((above) => above !== pointer && pointer.startsWith(`${above}/`));
  const found = pointers.flatMap((pointer) => {
    if (isTold(pointer)) return [];
    const flap = contract !== undefined && allowsSeveral(contract.payload, pointer) ? [] : typeFlap(pointer, earlier, later);
    return flap.length > 0 ? flap : [...presenceShift(pointer, earlier, later), ...lengthShift(pointer, earlier, later)];
  });
  return found.map((one) => inVersion(one, sample));
}

function inVersion(found: FoundOn, { sourceVersion, contractVersion }: VersionSample): FoundOn {
  const version = sourceVersion === "" ? "no version is told" : `version ${sourceVersion} all the time`;
  return {
    ...found,
    message: `${found.message}; ${version}`,
    severity: sourceVersion === "" ? "info" : "warning",
    evidence: { ...found.evidence, sourceVersion, contractVersion },
  };
}

const presentIn = ({ places, n }: PayloadProfile, pointer: string): number => (places.get(pointer)?.present ?? 0) / n;

/** Items are not counted: a list is there, whether it holds any or not. */
const hasMoved = (pointer: string, earlier: PayloadProfile, later: PayloadProfile): boolean =>
  !pointer.endsWith("/*") && !pointer.includes("/*/") && Math.abs(presentIn(earlier, pointer) - presentIn(later, pointer)) >= PRESENCE_SHIFT;

function presenceShift(pointer: string, earlier: PayloadProfile, later: PayloadProfile): FoundOn[] {
  if (!hasMoved(pointer, earlier, later)) return [];
  const [before, after] = [earlier, later].map((profile) => `${profile.places.get(pointer)?.present ?? 0} of ${profile.n}`);
  const word = presentIn(later, pointer) > presentIn(earlier, pointer) ? "appeared" : "vanished";
  return [{ pointer, message: `${pointer} ${word}: in ${before} payloads, then in ${after}`, reason: `${pointer} ${word}`, evidence: { before: before ?? "", after: after ?? "" }, n: earlier.n + later.n }];
}

/** Two kinds of payload, each more than an accident, that have no type in common at the place. */
function typeFlap(pointer: string, earlier: PayloadProfile, later: PayloadProfile): FoundOn[] {
  const counts = new Map<string, number>();
  for (const { places } of [earlier, later]) for (const [types, count] of places.get(pointer)?.types ?? []) counts.set(types, (counts.get(types) ?? 0) + count);
  const n = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const kinds = [...counts].filter(([, count]) => count >= Math.max(2, FLAP_SHARE * n)).toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const [first, ...others] = kinds;
  const second = others.find(([types]) => first !== undefined && !first[0].split("+").some((type) => types.split("+").includes(type)));
  if (first === undefined || second === undefined) return [];
  const words = [first, second].map(([types, count]) => `${types.replaceAll("+", " and ")} in ${count}`).join(", ");
  return [{ pointer, message: `${pointer === "" ? "the payload" : pointer} is ${words} payloads`, reason: `${pointer === "" ? "/" : pointer} has several types`, evidence: Object.fromEntries(kinds.map(([types, count]) => [types, String(count)])), n }];
}

function lengthShift(pointer: string, earlier: PayloadProfile, later: PayloadProfile): FoundOn[] {
  const [before, after] = [lengthsAt(earlier.places.get(pointer)), lengthsAt(later.places.get(pointer))];
  if (before.length < PAYLOADS_MIN || after.length < PAYLOADS_MIN) return [];
  const [from, to] = [middleOf(before), middleOf(after)];
  const isOther = Math.max(from, to) >= LENGTH_RATIO * Math.min(from, to) && Math.abs(from - to) >= LENGTH_DIFFERENCE;
  const distance = distanceOf(before, after);
  const chance = KS_CRITICAL * Math.sqrt((before.length + after.length) / (before.length * after.length));
  if (!isOther || distance < DISTANCE_MIN || distance <= chance) return [];
  return [
    {
      pointer,
      message: `${pointer} grew ${to < from ? "shorter" : "longer"}: half of its texts had up to ${from} characters (n = ${before.length}), then up to ${to} (n = ${after.length})`,
      reason: `${pointer} has another length`,
      evidence: { before: String(from), after: String(to), distance: distance.toFixed(2) },
      n: before.length + after.length,
    },
  ];
}

const lengthsAt = (place: Place | undefined): number[] => (place?.lengths ?? []).toSorted((a, b) => a - b);

const middleOf = (sorted: readonly number[]): number => sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;

/** The greatest distance between the two cumulative distributions (Kolmogorov-Smirnov); both sorted. */
function distanceOf(a: readonly number[], b: readonly number[]): number {
  let greatest = 0;
  let [i, j] = [0, 0];
  for (const value of [...new Set([...a, ...b])].toSorted((x, y) => x - y)) {
    while ((a[i] ?? Infinity) <= value) i += 1;
    while ((b[j] ?? Infinity) <= value) j += 1;
    greatest = Math.max(greatest, Math.abs(i / a.length - j / b.length));
  }
  return greatest;
}

/** Whether the schema allows more than one type at the place, or says it in a way that is not followed here. */
function allowsSeveral(schema: unknown, pointer: string): boolean {
  let at: unknown = schema;
  for (const token of pointerTokens(pointer)) {
    if (!isRecord(at)) return false;
    if (COMPOSED.some((key) => isRecord(at) && key in at)) return true;
    const { properties, items } = at;
    at = token === "*" ? items : isRecord(properties) && Object.hasOwn(properties, token) ? properties[token] : undefined;
  }
  return isRecord(at) && (COMPOSED.some((key) => isRecord(at) && key in at) || Array.isArray(at["type"]));
}

const COMPOSED = ["$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "if", "not"];

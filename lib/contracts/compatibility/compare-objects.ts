import { type Json, isJson } from "../schema/subschemas.ts";
import type { Comparison, Place } from "./comparison.ts";
import { below, breaksOf } from "./report.ts";
import { type Schema, schemaOf, takesAll } from "./schema-form.ts";

/** How one version treats the fields of an object. */
interface Fields {
  named: Json;
  required: ReadonlySet<string>;
  /** What is asked of fields that are not named. */
  others: Schema;
  /** Names nothing and takes everything: any field may well be in use. */
  isFreeForm: boolean;
}

function fieldsOf(schema: Json): Fields {
  const named = isJson(schema["properties"]) ? schema["properties"] : {};
  const required = new Set(Array.isArray(schema["required"]) ? schema["required"].map(String) : []);
  const others = schemaOf(schema["additionalProperties"]);
  const isFreeForm = Object.keys(named).length === 0 && required.size === 0;
  return { named, required, others: takesAll(others) ? true : others, isFreeForm };
}

/** Compares the fields of objects: which there are, which must be there, what of those that are not named. */
export function compareObjects(place: Place, comparison: Comparison): void {
  const { pointer } = place;
  const [old, now] = [fieldsOf(place.before), fieldsOf(place.after)];
  for (const name of new Set([...Object.keys(old.named), ...Object.keys(now.named)])) {
    const at = below(below(pointer, "properties"), name);
    const [before, after] = [own(old.named, name), own(now.named, name)];
    if (before !== undefined && after !== undefined) comparison.compare({ ...place, before, after, pointer: at });
    else if (after !== undefined) added({ place, comparison, old, now, name, at });
    else removed({ place, comparison, old, now, name, at });
  }
  compareRequired(pointer, comparison, old, now);
  compareOthers(place, comparison, old, now);
}

interface Field {
  place: Place;
  comparison: Comparison;
  old: Fields;
  now: Fields;
  name: string;
  at: string;
}

/** Only the new version names it. Senders on the old one are taken to send what that names, unless it leaves everything open. */
function added({ place, comparison, old, now, name, at }: Field): void {
  const { report } = comparison;
  const after = schemaOf(own(now.named, name));
  if (isJson(old.others)) comparison.compare({ ...place, before: old.others, after, pointer: at });
  if (now.required.has(name) && !old.required.has(name)) {
    report.add("REQUIRED_FIELD_ADDED", breaksOf({ backward: true, forward: old.others === false }), at, [undefined, after], `${name} is new and must be sent`);
    return;
  }
  const maySendAny = old.others === true && (place.exact || old.isFreeForm || old.required.has(name));
  const breaks = breaksOf({ backward: maySendAny && !takesAll(after), forward: old.others === false });
  report.add("FIELD_ADDED", breaks, at, [undefined, after], `${name} is new and may be left out`);
}

/** Only the old version names it. */
function removed({ place, comparison, old, now, name, at }: Field): void {
  const before = schemaOf(own(old.named, name));
  const maySendAny = now.others === true && (place.exact || now.isFreeForm || now.required.has(name));
  const isMissed = old.required.has(name) && !now.required.has(name);
  if (isJson(now.others)) comparison.compare({ ...place, before, after: now.others, pointer: at });
  const breaks = breaksOf({ backward: now.others === false, forward: isMissed || (maySendAny && !takesAll(before)) });
  const words = old.required.has(name) ? `${name} had to be sent and is gone` : `${name} is gone`;
  comparison.report.add("FIELD_REMOVED", breaks, at, [before, undefined], words);
}

/** Fields that are new as required, or gone with their requirement, are told with the field. */
function compareRequired(pointer: string, { report }: Comparison, old: Fields, now: Fields): void {
  for (const name of now.required) {
    const isNew = own(now.named, name) !== undefined && own(old.named, name) === undefined;
    if (!old.required.has(name) && !isNew) report.add("FIELD_BECAME_REQUIRED", "backward", below(pointer, "required"), [[...old.required], [...now.required]], `${name} must be sent`);
  }
  for (const name of old.required) {
    const isGone = own(old.named, name) !== undefined && own(now.named, name) === undefined;
    if (!now.required.has(name) && !isGone) report.add("FIELD_BECAME_OPTIONAL", "forward", below(pointer, "required"), [[...old.required], [...now.required]], `${name} may be left out`);
  }
}

function compareOthers(place: Place, comparison: Comparison, old: Fields, now: Fields): void {
  const at = below(place.pointer, "additionalProperties");
  if (old.others === now.others) return;
  if (now.others === false) return comparison.report.add("ADDITIONAL_PROPERTIES_CLOSED", "backward", at, [old.others, false], "fields that are not named are no longer taken");
  if (old.others === false) return comparison.report.add("ADDITIONAL_PROPERTIES_OPENED", "forward", at, [false, now.others], "fields that are not named are taken");
  comparison.compare({ ...place, before: old.others, after: now.others, pointer: at });
}

const own = (map: Json, name: string): Schema | undefined => (Object.hasOwn(map, name) ? schemaOf(map[name]) : undefined);

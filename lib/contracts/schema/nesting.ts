import { localTarget } from "./local-target.ts";
import { type Json, isJson, subschemas } from "./subschemas.ts";

/**
 * Whether a schema nests deeper than `max` levels when its references are followed; circles count once. Asked before a schema is
 * compiled: that recurses, and a chain of references would take it to the end of the call stack.
 */
export function nestsDeeper(schema: Json, max: number): boolean {
  const heights = new Map<Json, number>();
  const heightOf = (part: Json, depth: number): number => {
    const known = heights.get(part);
    if (known !== undefined || depth > max) return known ?? max;
    heights.set(part, 0);
    let below = 0;
    for (const child of childrenOf(part, schema)) below = Math.max(below, heightOf(child, depth + 1) + 1);
    heights.set(part, below);
    return below;
  };
  return heightOf(schema, 0) > max;
}

function childrenOf(part: Json, root: Json): Json[] {
  const children = [...subschemas(part)].filter(({ path }) => path.length > 0).map(({ schema }) => schema);
  const target = localTarget(part["$ref"], root);
  return isJson(target) ? [...children, target] : children;
}

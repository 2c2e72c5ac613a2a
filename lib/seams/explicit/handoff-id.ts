import { utf8ToBytes } from "@noble/hashes/utils.js";
import { type Attributes, textOf } from "@/lib/model/attributes.ts";
import { digestOf } from "../payload/make-payload.ts";

/** Ids go into URLs, cursors and the database's parameters, all of which have their limits. */
const ID_BYTES_MAX = 256;

/** The id of the handoff that a span, event or link speaks of; of one that is longer than 256 bytes, its hash stands for it. */
export function handoffIdOf(attributes: Attributes): string | undefined {
  const id = textOf(attributes["handoff.id"]);
  return id === undefined || utf8ToBytes(id).length <= ID_BYTES_MAX ? id : `sha256:${digestOf(id)}`;
}

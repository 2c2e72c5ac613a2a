/** A name in one version. */
export interface NamedVersion {
  name: string;
  version: string;
}

/** Reads NAME@VERSION; undefined when it is none. A name may have an @ of its own: the last one counts. */
export function splitVersion(text: string): NamedVersion | undefined {
  const at = text.lastIndexOf("@");
  return at < 1 || at === text.length - 1 ? undefined : { name: text.slice(0, at), version: text.slice(at + 1) };
}

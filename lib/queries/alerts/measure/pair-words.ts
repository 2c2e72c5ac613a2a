/** A pair of versions as it is shown: `1.4.0 → 2.0.1, contract 2.1.0`; `?` for a version that nobody told. */
export function pairWords(detail: string): string {
  const told: unknown = JSON.parse(detail);
  const [source, target, contract] = (Array.isArray(told) ? told : []).map(String);
  return `${orUnknown(source)} → ${orUnknown(target)}${contract === undefined || contract === "" ? "" : `, contract ${contract}`}`;
}

const orUnknown = (version: string | undefined): string => (version === undefined || version === "" ? "?" : version);

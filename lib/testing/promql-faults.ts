import { parser } from "@prometheus-io/lezer-promql";

/** The parts of an expression that Prometheus' own grammar cannot read; none when all of it can. */
export function promqlFaults(expression: string): string[] {
  const faults: string[] = [];
  parser.parse(expression).iterate({
    enter({ type, from, to }) {
      if (type.isError) faults.push(`at ${from} in ${expression}: found ${expression.slice(from, to + 10)}`);
    },
  });
  return faults;
}

/** Names of the metrics that an expression reads. */
export function metricsOf(expression: string): string[] {
  const names = new Set<string>();
  parser.parse(expression).iterate({
    enter({ name, from, to, node }) {
      if (name === "Identifier" && node.parent?.name === "VectorSelector") names.add(expression.slice(from, to));
    },
  });
  return [...names];
}

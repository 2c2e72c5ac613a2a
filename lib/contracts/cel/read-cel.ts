import type { parse } from "@bufbuild/cel";

/** A node of a parsed expression. */
type Expr = NonNullable<ReturnType<typeof parse>["expr"]>;

/** What an expression names: variables that it does not bind itself, functions, patterns written out, and the fields it reads. */
interface CelNames {
  variables: Set<string>;
  functions: Set<string>;
  patterns: Set<string>;
  /** As `["sent", "order", "total"]`; the longest chain of fields each, asked for by `has()` left out. */
  fields: string[][];
}

/** Collects what an expression names. The expression's own depth bounds the recursion. */
export function namesIn(expr: Expr | undefined): CelNames {
  const names: CelNames = { variables: new Set(), functions: new Set(), patterns: new Set(), fields: [] };
  visit(expr, new Set(), names);
  return names;
}

function visit(expr: Expr | undefined, bound: ReadonlySet<string>, names: CelNames): void {
  const kind = expr?.exprKind;
  if (expr === undefined || kind === undefined) return;
  const chain = chainOf(expr, bound);
  if (chain !== undefined && chain.length > 1) names.fields.push(chain);
  if (kind.case === "identExpr") {
    if (!bound.has(kind.value.name)) names.variables.add(kind.value.name);
  } else if (kind.case === "selectExpr") {
    visitChain(kind.value.operand, chain === undefined && !kind.value.testOnly, bound, names);
  } else if (kind.case === "callExpr") {
    visitCall(kind.value, chain !== undefined, bound, names);
  } else if (kind.case === "listExpr") {
    for (const element of kind.value.elements) visit(element, bound, names);
  } else if (kind.case === "structExpr") {
    for (const { keyKind, value } of kind.value.entries) {
      if (keyKind.case === "mapKey") visit(keyKind.value, bound, names);
      visit(value, bound, names);
    }
  } else if (kind.case === "comprehensionExpr") {
    const { iterRange, accuInit, iterVar, iterVar2, accuVar, loopCondition, loopStep, result } = kind.value;
    visit(iterRange, bound, names);
    visit(accuInit, bound, names);
    const inner = new Set([...bound, iterVar, iterVar2, accuVar]);
    for (const part of [loopCondition, loopStep, result]) visit(part, inner, names);
  }
}

/** Below a chain that is told already only its variable is left to tell. */
function visitChain(operand: Expr | undefined, isTold: boolean, bound: ReadonlySet<string>, names: CelNames): void {
  const chain = operand === undefined ? undefined : chainOf(operand, bound);
  if (chain === undefined || isTold) visit(operand, bound, names);
  else if (chain[0] !== undefined) names.variables.add(chain[0]);
}

type Call = Extract<Expr["exprKind"], { case: "callExpr" }>["value"];

function visitCall(call: Call, isChain: boolean, bound: ReadonlySet<string>, names: CelNames): void {
  names.functions.add(call.function);
  if (call.function === "matches") {
    const pattern = textOf(call.args.at(-1));
    if (pattern !== undefined) names.patterns.add(pattern);
  }
  const [first, ...others] = call.args;
  if (isChain) visitChain(first, false, bound, names);
  else for (const part of [call.target, first, ...others]) visit(part, bound, names);
}

/** `sent.a.b` and `sent["a"].b` as their parts; undefined for everything that is no chain of fields from a free variable. */
function chainOf({ exprKind: kind }: Expr, bound: ReadonlySet<string>): string[] | undefined {
  if (kind.case === "identExpr") return bound.has(kind.value.name) ? undefined : [kind.value.name];
  const step = kind.case === "selectExpr" && !kind.value.testOnly ? { of: kind.value.operand, field: kind.value.field } : indexStep(kind);
  const above = step?.of === undefined ? undefined : chainOf(step.of, bound);
  return above === undefined || step?.field === undefined ? undefined : [...above, step.field];
}

function indexStep(kind: Expr["exprKind"]): { of: Expr | undefined; field: string | undefined } | undefined {
  if (kind.case !== "callExpr" || kind.value.function !== "_[_]") return undefined;
  return { of: kind.value.args[0], field: textOf(kind.value.args[1]) };
}

function textOf(expr: Expr | undefined): string | undefined {
  const constant = expr?.exprKind.case === "constExpr" ? expr.exprKind.value.constantKind : undefined;
  return constant?.case === "stringValue" ? constant.value : undefined;
}

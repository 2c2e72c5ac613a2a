// The architecture as data. Read a row as "<folder> may import itself and …"; whatever is not listed is refused.
const MAY_IMPORT = {
  "lib/model": [],
  "lib/config": [],
  "lib/text": ["lib/model"],
  "lib/contracts": ["lib/model"],
  "lib/agents": ["lib/model"],
  "lib/envelope": ["lib/model"],
  "lib/seams": ["lib/model"],
  "lib/alerts": ["lib/model", "lib/text", "lib/contracts/(yaml/|problem|value-at|zod-problem)"],
  "lib/metrics": ["lib/model", "lib/text"],
  "lib/outbound": ["lib/model", "lib/config", "lib/alerts", "lib/text"],
  "lib/secrets": ["lib/model", "lib/config"],
  "lib/clickhouse": ["lib/model", "lib/config"],
  "lib/queries": ["lib/model", "lib/clickhouse", "lib/seams", "lib/contracts", "lib/agents", "lib/alerts"],
  "lib/commands": ["lib/model", "lib/text", "lib/clickhouse", "lib/queries", "lib/contracts", "lib/agents", "lib/alerts", "lib/secrets", "lib/outbound"],
  "lib/testing": ["lib/model", "lib/alerts", "lib/clickhouse", "lib/config", "lib/seams", "lib/queries", "collector/decode", "collector/prepare", "collector/redact/(redacted|rules)\\.ts", "lib/contracts", "scripts/engine"],
  "collector/receive": ["lib/model", "lib/metrics", "collector/prepare/prepared\\.ts"],
  "collector/decode": ["lib/model"],
  "collector/redact": ["lib/model", "lib/contracts/(yaml/|problem|value-at|zod-problem)"],
  "collector/encode": ["lib/model", "lib/clickhouse", "collector/decode"],
  "collector/prepare": ["lib/model", "lib/clickhouse", "collector/decode", "collector/redact", "collector/encode", "collector/receive/(answer|encoding)\\.ts"],
  "collector/spool": ["lib/model", "collector/prepare/prepared\\.ts", "collector/redact/redacted\\.ts"],
  "collector/store": ["lib/model", "lib/clickhouse", "collector/spool", "collector/prepare/prepared\\.ts"],
  "collector/share": ["lib/model", "lib/clickhouse", "lib/queries"],
  "collector/analyse": ["lib/model", "lib/seams", "lib/contracts", "lib/queries", "lib/clickhouse"],
  "collector/keep": ["lib/model", "lib/queries", "lib/commands", "lib/clickhouse"],
  "collector/alert": ["lib/model", "lib/alerts", "lib/queries", "lib/commands", "lib/clickhouse"],
  "collector/notify": ["lib/model", "lib/alerts", "lib/text", "lib/queries", "lib/clickhouse", "lib/outbound", "lib/secrets"],
  "collector/[^/]+\\.ts": ["collector", "lib/config", "lib/clickhouse", "lib/model", "lib/queries/contracts", "lib/secrets", "lib/outbound"],
  "components/ui": ["lib/text"],
  "components/(?!ui/)": ["components", "lib/model", "lib/text"],
  "lib/api": ["lib/model", "lib/queries", "lib/commands", "lib/contracts", "lib/envelope", "lib/alerts"],
  "app": ["components", "lib/api", "lib/model", "lib/text", "lib/config", "lib/queries", "lib/commands", "lib/envelope", "lib/alerts", "lib/metrics", "lib/outbound", "lib/secrets", "lib/clickhouse/(open-database|ask-once)\\.ts", "package\\.json"],
  "demo": ["lib/testing"],
  "(e2e|bench|scripts)": ["lib", "collector", "demo", "scripts", "app/api", "components/shell/keys\\.ts"],
};
const anyOf = (folders) => `^(${folders.join("|")})`;
const PURE = anyOf(["lib/(model|text|seams|contracts|agents|envelope|alerts)/", "collector/(decode|redact)/"]);
const TEST = "\\.test\\.tsx?$";
const NPM = { dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer", "core", "npm-no-pkg", "npm-unknown"] };

module.exports = {
  allowedSeverity: "error",
  allowed: [
    ...Object.entries(MAY_IMPORT).map(([from, to]) => ({ from: { path: `^${from}` }, to: { path: anyOf([from, ...to]) } })),
    { from: { path: TEST }, to: {} },
    { from: {}, to: NPM },
    { from: { pathNot: "^(app|components|lib|collector|demo|e2e|bench|scripts)/" }, to: {} },
  ],
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "one-door-to-clickhouse", severity: "error", from: { pathNot: "^lib/clickhouse/" }, to: { path: "@clickhouse/client" } },
    { name: "pure-means-pure", severity: "error", from: { path: PURE, pathNot: TEST }, to: { dependencyTypes: ["core"] } },
    { name: "tests-only", severity: "error", from: { pathNot: `^(e2e|bench|scripts|demo)/|${TEST}|^lib/testing/` }, to: { path: "^lib/testing/" } },
    { name: "engine-only-by-scripts", severity: "error", from: { pathNot: "^(scripts/engine|lib/testing|bench)/" }, to: { path: "node_modules/(chdb|ffi-rs|@chdb)" } },
  ],
  options: {
    tsPreCompilationDeps: "specify",
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|dist|node_modules/.cache)" },
  },
};

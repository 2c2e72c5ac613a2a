import { expect, test } from "vitest";
import { readConfig } from "./env.ts";

test("without any setting the defaults hold, and an empty one counts as unset", () => {
  expect(readConfig({ PORT: "" })).toMatchObject({ PORT: 3000, SEAMSCOPE_OTLP_HTTP_PORT: 4318, SEAMSCOPE_QUIET_MS: 2000, SEAMSCOPE_HOST: "127.0.0.1" });
});

test("every wrong setting is named at once, with what was expected", () => {
  expect(() => readConfig({ PORT: "x", SEAMSCOPE_QUIET_MS: "1", CLICKHOUSE_URL: "ftp://x", SEAMSCOPE_HOST: "0.0.0.0" })).toThrow(
    "CLICKHOUSE_URL: expected an address such as http://127.0.0.1:8123; SEAMSCOPE_QUIET_MS: expected milliseconds, 50 to 600000; PORT: expected a port, 1 to 65535; SEAMSCOPE_HOST: expected 127.0.0.1, ::1 or localhost",
  );
});

test("the collector is the one of this machine, unless an address is given", () => {
  expect(readConfig({}).SEAMSCOPE_COLLECTOR_URL).toBe("http://127.0.0.1:4318");
  expect(readConfig({ SEAMSCOPE_OTLP_HTTP_PORT: "5000", SEAMSCOPE_HOST: "::1" }).SEAMSCOPE_COLLECTOR_URL).toBe("http://[::1]:5000");
  expect(readConfig({ SEAMSCOPE_HOST: "0.0.0.0", SEAMSCOPE_CONTAINER: "1" }).SEAMSCOPE_COLLECTOR_URL).toBe("http://127.0.0.1:4318");
  expect(readConfig({ SEAMSCOPE_COLLECTOR_URL: "http://collector:4318" }).SEAMSCOPE_COLLECTOR_URL).toBe("http://collector:4318");
  expect(() => readConfig({ SEAMSCOPE_COLLECTOR_URL: "collector" })).toThrow("SEAMSCOPE_COLLECTOR_URL: expected an address such as http://127.0.0.1:4318");
});

test("an address that others could reach is refused outside a container", () => {
  expect(() => readConfig({ SEAMSCOPE_HOST: "0.0.0.0" })).toThrow("SEAMSCOPE_HOST: expected 127.0.0.1, ::1 or localhost");
  expect(readConfig({ SEAMSCOPE_HOST: "0.0.0.0", SEAMSCOPE_CONTAINER: "1" }).SEAMSCOPE_HOST).toBe("0.0.0.0");
});

test("a database name that could be more than a name is refused", () => {
  expect(() => readConfig({ CLICKHOUSE_DATABASE: "x; DROP DATABASE y" })).toThrow("CLICKHOUSE_DATABASE: expected letters, digits and _");
});

test("host names beside this machine's own are read without regard to case and spaces, and an address is not one", () => {
  expect(readConfig({}).SEAMSCOPE_HOSTS).toEqual([]);
  expect(readConfig({ SEAMSCOPE_HOSTS: "Seamscope.lan, 192.168.0.7" }).SEAMSCOPE_HOSTS).toEqual(["seamscope.lan", "192.168.0.7"]);
  expect(() => readConfig({ SEAMSCOPE_HOSTS: "http://seamscope.lan:3000" })).toThrow("SEAMSCOPE_HOSTS: expected host names with commas between them and without ports");
});

const days = (spans: string, payloads: string, handoffs: string) => readConfig({ SEAMSCOPE_RETENTION_SPANS_DAYS: spans, SEAMSCOPE_RETENTION_PAYLOADS_DAYS: payloads, SEAMSCOPE_RETENTION_HANDOFFS_DAYS: handoffs });

test("what is made from something is kept at least as long as that, and 0 is for ever", () => {
  expect(readConfig({})).toMatchObject({ SEAMSCOPE_RETENTION_SPANS_DAYS: 0, SEAMSCOPE_RETENTION_HANDOFFS_DAYS: 0, SEAMSCOPE_RETENTION_REJECTS_DAYS: 30 });
  for (const [spans = "", payloads = "", handoffs = ""] of [["14", "14", "90"], ["14", "0", "0"], ["14", "30", "0"], ["7", "0", "90"]]) expect(() => days(spans, payloads, handoffs)).not.toThrow();
  expect(() => days("0", "14", "0")).toThrow("SEAMSCOPE_RETENTION_PAYLOADS_DAYS: expected as many days as SEAMSCOPE_RETENTION_SPANS_DAYS or more");
  for (const [spans = "", payloads = "", handoffs = ""] of [["30", "30", "7"], ["7", "30", "14"], ["0", "0", "90"]]) expect(() => days(spans, payloads, handoffs)).toThrow("SEAMSCOPE_RETENTION_HANDOFFS_DAYS: expected as many days as");
  expect(() => readConfig({ SEAMSCOPE_RETENTION_SPANS_DAYS: "a week" })).toThrow("SEAMSCOPE_RETENTION_SPANS_DAYS: expected whole days, 1 to 36500, or 0 to keep them for ever");
});

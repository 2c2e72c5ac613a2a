import { NextRequest } from "next/server";
import { afterEach, expect, test, vi } from "vitest";
import { proxy } from "./proxy.ts";

afterEach(() => vi.unstubAllEnvs());

const statusFor = (host: string): number => proxy(new NextRequest("http://127.0.0.1:3000/api/v1/handoffs", { headers: { host } })).status;

test.each(["localhost:3000", "LOCALHOST", "127.0.0.1:3000", "[::1]:3000", "[::1]"])("a request to %s is let through", (host) => {
  expect(statusFor(host)).toBe(200);
});

test.each(["evil.example:3000", "localhost.evil.example", "127.0.0.1.evil.example", "192.168.0.7:3000", "[::2]:3000", ""])("a request to %s is refused: a page elsewhere may point its name at this machine", (host) => {
  expect(statusFor(host)).toBe(421);
});

test("a request that names no host is refused", () => {
  expect(proxy(new NextRequest("http://127.0.0.1:3000/")).status).toBe(421);
});

test("in a container every name is let through", () => {
  vi.stubEnv("SEAMSCOPE_CONTAINER", "1");
  expect(statusFor("seamscope.example")).toBe(200);
});

test("a name that the operator allows is let through, with and without a port, and no other", () => {
  vi.stubEnv("SEAMSCOPE_HOSTS", "seamscope.lan, 192.168.0.7");
  expect(["seamscope.lan:3000", "Seamscope.LAN", "192.168.0.7:3000", "localhost"].map(statusFor)).toEqual([200, 200, 200, 200]);
  expect(["evil.seamscope.lan", "seamscope.lan.evil.example", "192.168.0.8"].map(statusFor)).toEqual([421, 421, 421]);
});

test("a page may run no script but its own, each time under another nonce", () => {
  const policies = Array.from({ length: 3 }, () => proxy(new NextRequest("http://127.0.0.1:3000/", { headers: { host: "localhost", "content-security-policy": "script-src 'nonce-theirs'" } })).headers.get("content-security-policy") ?? "");
  for (const policy of policies) {
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{40,}';/);
    expect(policy).not.toMatch(/theirs|script-src[^;]*unsafe/);
  }
  expect(new Set(policies).size).toBe(3);
});

const embedded = (): string => proxy(new NextRequest("http://127.0.0.1:3000/embed/handoffs/h-1", { headers: { host: "localhost" } })).headers.get("content-security-policy") ?? "";

test("a card for frames may load nothing, and nobody may frame it until somebody is named", () => {
  expect(embedded()).toContain("default-src 'none'");
  expect(embedded()).toContain("frame-ancestors 'none'");
  vi.stubEnv("SEAMSCOPE_EMBED_ANCESTORS", "https://acme.atlassian.net, https://*.example.com:8443 'self'");
  expect(embedded()).toContain("frame-ancestors https://acme.atlassian.net https://*.example.com:8443 'self'");
  const page = proxy(new NextRequest("http://127.0.0.1:3000/embeds", { headers: { host: "localhost" } }));
  expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
});

test.each(["*", "https://a.example; script-src *", "http://", "javascript:x", "https://a.example/path", "a.example"])("a setting that is no list of sites is refused: %s", (list) => {
  vi.stubEnv("SEAMSCOPE_EMBED_ANCESTORS", list);
  expect(embedded).toThrow("SEAMSCOPE_EMBED_ANCESTORS: expected addresses such as https://acme.atlassian.net");
});

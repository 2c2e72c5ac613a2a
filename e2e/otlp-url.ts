/** Where browser tests send OTLP to, without `/v1/traces`. The dashboard is Playwright's `baseURL`. */
export function otlpUrl(): string {
  const url = process.env.SEAMSCOPE_E2E_OTLP;
  if (url === undefined) throw new Error("SEAMSCOPE_E2E_OTLP is not set: e2e/global-setup.ts sets it when it has started Seamscope");
  return url;
}

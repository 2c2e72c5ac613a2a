/** What a page may load is said by proxy.ts, which makes a nonce for each. */
const HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "same-origin" },
];

/** Types are checked once, by `npm test` over the whole tree; `npm start` on a laptop should not wait for them again. */
export default {
  agentRules: false,
  headers: () => [{ source: "/:path*", headers: HEADERS }],
  poweredByHeader: false,
  reactStrictMode: true,
  typescript: { ignoreBuildErrors: true },
};

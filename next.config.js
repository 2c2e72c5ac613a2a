/**
 * What a page may load: its own files and nothing else, and nobody may frame it. Next writes the data of a page as inline
 * scripts and the graph places its nodes by inline styles; nonces for them would end every prerendered page. Nothing out of
 * a payload is ever set as HTML.
 */
const isDevelopment = process.env.NODE_ENV === "development";
const POLICY = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS = [
  { key: "Content-Security-Policy", value: POLICY },
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

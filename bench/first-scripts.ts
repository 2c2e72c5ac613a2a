import { gzipSync } from "node:zlib";

const SCRIPT = /(?:src|href)="(\/_next\/static\/[^"]+\.js)[^"]*"/g;

/** Bytes of script, compressed as gzip does, that a page's own HTML asks for: what has to come before it can answer. */
export async function firstScriptBytes(origin: string, html: string): Promise<number> {
  const paths = [...new Set([...html.matchAll(SCRIPT)].flatMap(([, path]) => path ?? []))];
  const scripts = await Promise.all(paths.map(async (path) => (await fetch(origin + path)).text()));
  return scripts.reduce((sum, script) => sum + gzipSync(script).length, 0);
}

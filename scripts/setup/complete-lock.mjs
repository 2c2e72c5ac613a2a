import { readFileSync, writeFileSync } from "node:fs";

/**
 * @typedef {{ version?: string, resolved?: string, optional?: boolean, dev?: boolean, license?: string,
 *   os?: string[], cpu?: string[], libc?: string[], optionalDependencies?: Record<string, string> }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lock
 */

const SYSTEMS = ["darwin", "win32", "linux", "freebsd", "android", "openharmony", "netbsd", "openbsd", "sunos", "aix"];
const PROCESSORS = ["arm64", "x64", "ia32", "arm", "ppc64", "riscv64", "s390x", "loong64", "wasm32"];
const GNU = ["gnu", "gnueabihf"];
const MUSL = ["musl", "musleabihf"];

/**
 * Adds the platform packages that npm leaves out of a lockfile when the registry at hand does not have them, because
 * `npm ci` refuses a lockfile without them ("Missing: … from lock file"), and removes the addresses of that registry.
 * A lockfile that needs neither comes back as it is.
 * @param {Lock} lock
 * @returns {Lock}
 */
export function completeLock(lock) {
  const packages = Object.fromEntries(Object.entries(lock.packages).map(([path, locked]) => [path, withoutRegistry(locked)]));
  for (const [path, locked] of Object.entries(lock.packages)) {
    if (path === "") continue;
    for (const [name, range] of Object.entries(locked.optionalDependencies ?? {})) {
      const isLocked = `${path}/node_modules/${name}` in packages || `node_modules/${name}` in packages;
      if (!isLocked) packages[`node_modules/${name}`] = platformPackage(name, range, locked);
    }
  }
  // The order npm itself writes.
  const byPath = Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, "en"));
  return { ...lock, packages: Object.fromEntries(byPath) };
}

/**
 * @param {LockedPackage} locked
 * @returns {LockedPackage}
 */
function withoutRegistry(locked) {
  if (!locked.resolved?.startsWith("http")) return locked;
  const { resolved: _, ...rest } = locked;
  return rest;
}

/**
 * The platform is read from the name, as in `@next/swc-linux-x64-musl`: that is how npm would skip it elsewhere.
 * @param {string} name
 * @param {string} range
 * @param {LockedPackage} parent
 * @returns {LockedPackage}
 */
function platformPackage(name, range, parent) {
  const words = name.split(/[/-]/);
  const system = SYSTEMS.find((word) => words.includes(word));
  const processor = PROCESSORS.find((word) => words.includes(word));
  const libc = MUSL.some((word) => words.includes(word)) ? "musl" : GNU.some((word) => words.includes(word)) ? "glibc" : undefined;
  return {
    version: range.replace(/^[\^~=]/, ""),
    ...(processor === undefined ? {} : { cpu: [processor] }),
    ...(parent.dev === true ? { dev: true } : {}),
    ...(system === "linux" && libc !== undefined ? { libc: [libc] } : {}),
    ...(parent.license === undefined ? {} : { license: parent.license }),
    optional: true,
    ...(system === undefined ? {} : { os: [system] }),
  };
}

/** Completes package-lock.json where it stands, if it needs it. */
export function completeLockFile() {
  const file = "package-lock.json";
  const before = readFileSync(file, "utf8");
  const after = `${JSON.stringify(completeLock(JSON.parse(before)), null, 2)}\n`;
  if (after === before) return;
  writeFileSync(file, after);
  console.log("Completed package-lock.json for all platforms");
}

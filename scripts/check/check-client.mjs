import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const DIRECTIVE = /^\s*["']use client["']/;
const ALLOWED = [/^components\//, /^app\/(.*\/)?error\.tsx$/, /^app\/global-error\.tsx$/];

/**
 * Checks that code for the browser stays in its place: what fetches and what decides runs on the server.
 * @returns {string[]} one line per file with "use client" outside components/ and the error pages
 */
export function checkClient() {
  return ["app", "components", "lib"]
    .flatMap(sourceFiles)
    .filter((file) => DIRECTIVE.test(readFileSync(file, "utf8")))
    .filter((file) => !ALLOWED.some((place) => place.test(file)))
    .map((file) => `${file}: "use client" belongs under components/ (or in an error.tsx)`);
}

/** @param {string} folder */
function sourceFiles(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => /\.tsx?$/.test(name)).map((name) => join(folder, name));
}

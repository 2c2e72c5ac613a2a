const MAJOR = 20;
const MINOR = 19;

/** Ends with one sentence on a Node that cannot run Seamscope. Written in old syntax, so that an old Node gets this far. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > MAJOR || (major === MAJOR && minor >= MINOR)) return;
  console.error(`Seamscope needs Node ${MAJOR}.${MINOR} or newer, and this is ${process.version}; see https://nodejs.org.`);
  process.exit(1);
}

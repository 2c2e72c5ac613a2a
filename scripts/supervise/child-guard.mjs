// Loaded into every child by --import: when the supervisor is gone, even by SIGKILL, the channel closes and the child stops.
// The children that Next.js forks for development inherit this file, and need their channel to stay awake: no unref here.
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));

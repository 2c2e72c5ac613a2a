// Loaded into every child by --import: when the supervisor is gone, even by SIGKILL, the channel closes and the child stops.
process.channel?.unref();
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));

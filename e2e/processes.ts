import { execFileSync } from "node:child_process";

/** A running process of the machine. */
export interface Process {
  pid: number;
  parent: number;
  command: string;
}

/** The processes that this one has started. */
export function childrenOf(parent: number | undefined): Process[] {
  return processes().filter((process) => process.parent === parent);
}

/** All processes there are. */
export function processes(): Process[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).trim().split("\n");
  return lines.map((line) => {
    const [pid = "", parent = "", ...command] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), command: command.join(" ") };
  });
}

/** Prints one line, with the name of who speaks. */
export type Log = (name: string, line: string) => void;

/** A process that is up and answers. */
export interface Running {
  kind: "running";
  pid: number;
  /** Resolves when the process is gone, with the reason in words, as "exit code 1" or "SIGKILL". */
  ended: Promise<string>;
  /** Asks it to finish its work and go, and kills it when its grace is over. */
  stop(): Promise<void>;
  kill(): void;
}

/** A process that did not come up: one sentence with the reason and, where there is one, the way on. */
export interface NotRunning {
  kind: "not-running";
  message: string;
}

/** Something that is to be up all the time. */
export interface Service {
  name: string;
  launch(): Promise<Running | NotRunning>;
}

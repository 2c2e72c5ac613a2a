import type { AddressInfo, Server } from "node:net";

interface ListenOptions {
  host: string;
  port: number;
  log: (line: string) => void;
}

/** Listens on the port, 0 letting the system choose, and returns it; rejects when it cannot be had. Later faults of the socket are logged. */
export async function listen(server: Server, { host, port, log }: ListenOptions): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, host, () => {
      server.off("error", reject).on("error", (error) => log(`could not take a connection on port ${port}: ${error.message}`));
      resolve();
    });
  });
  const address: string | AddressInfo | null = server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}

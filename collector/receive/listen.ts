import type { AddressInfo, Server } from "node:net";

/** Listens on the port, 0 letting the system choose, and returns it; rejects when it cannot be had. */
export async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address: string | AddressInfo | null = server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}

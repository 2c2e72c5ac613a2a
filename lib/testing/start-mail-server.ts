import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A mail as it came over SMTP. */
interface ReceivedMail {
  from: string;
  to: string[];
  user: string;
  raw: string;
}

/** A mail server of tests. */
export interface MailServer {
  port: number;
  received: ReceivedMail[];
  /** What it answers to the mail itself; undefined: it takes it. */
  refusal: { code: number; message: string } | undefined;
  /** Addresses it takes nothing for. */
  unknown: Set<string>;
  close(): Promise<void>;
}

/** Starts a mail server on a free port, without encryption; it lets in who says any password. */
export async function startMailServer(): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true, allowInsecureAuth: true, disabledCommands: ["STARTTLS"], logger: false,
    onAuth: ({ username = "" }, _, done) => done(null, { user: username }),
    onRcptTo: ({ address }, _, done) => (mail.unknown.has(address) ? done(failure(550, "nobody of this name")) : done()),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (mail.refusal !== undefined) return done(failure(mail.refusal.code, mail.refusal.message));
        const { mailFrom, rcptTo } = session.envelope;
        mail.received.push({ from: mailFrom === false ? "" : mailFrom.address, to: rcptTo.map(({ address }) => address), user: session.user ?? "", raw: Buffer.concat(chunks).toString("utf8") });
        return done();
      });
    },
  });
  server.on("error", () => undefined);
  const listener = server.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const mail: MailServer = {
    port: portOf(listener.address()),
    received: [],
    refusal: undefined,
    unknown: new Set(),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return mail;
}

const failure = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("a server on a port was expected");
  return address.port;
}

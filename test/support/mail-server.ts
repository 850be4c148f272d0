/** A real SMTP server on this machine, which keeps what it is sent and refuses what a test tells it to. */
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  /** `smtp://127.0.0.1:port` */
  url: string;
  port: number;
  /** In the order of their arrival, each as often as it came. */
  mails: ParsedMail[];
  /** As they came over the line. */
  raw: string[];
  /** Throw an error with `responseCode` to refuse; per step of a delivery. */
  refuse: { from?: Refusal; to?: Refusal; data?: Refusal };
  /** Called at the moment when a mail was taken: its 250 is on its way, and nothing came back yet. */
  taken: (mail: ParsedMail) => void;
  close(): Promise<void>;
}

type Refusal = (address: string) => string | undefined;

/** Answers like `550 5.1.1 No such user` are given as one string. */
const failure = (said: string | undefined): Error | null => {
  if (said === undefined) return null;
  const [, code, words] = /^(\d{3}) (.*)$/s.exec(said) as unknown as [string, string, string];
  return Object.assign(new Error(words), { responseCode: Number(code) });
};

export async function openMailServer(port = 0): Promise<MailServer> {
  const mails: ParsedMail[] = [];
  const raw: string[] = [];
  const refuse: MailServer['refuse'] = {};
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    onMailFrom: ({ address }, _, done) => done(failure(refuse.from?.(address))),
    onRcptTo: ({ address }, _, done) => done(failure(refuse.to?.(address))),
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const message = Buffer.concat(parts).toString('utf8');
        const refused = failure(refuse.data?.(session.envelope.rcptTo[0]?.address ?? ''));
        if (refused) return done(refused);
        raw.push(message);
        void simpleParser(message).then((mail) => {
          mails.push(mail);
          done(null);
          opened.taken(mail);
        });
      });
    },
  });
  // a client that is killed in the middle is what some tests are about
  server.on('error', () => undefined);
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  const { port: chosen } = server.server.address() as AddressInfo;
  const opened: MailServer = {
    url: `smtp://127.0.0.1:${chosen}`,
    port: chosen,
    mails,
    raw,
    refuse,
    taken: () => undefined,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
  return opened;
}

/** Sends by a mail server (`SMTP_URL`). What its replies mean for a mail is decided here and nowhere else. */
import { createTransport, type Transporter } from 'nodemailer';
import { type Letter, type Outbox, Refused } from './outbox';

const ANSWER_WITHIN_MS = 20_000;

interface SmtpFault {
  /** nodemailer's: EENVELOPE, EMESSAGE, EAUTH … */
  code?: string;
  responseCode?: number;
  response?: string;
  /** What was said when it was refused. */
  command?: string;
}

export class SmtpOutbox implements Outbox {
  private readonly transport: Transporter;

  /** `from`: the one address that this installation sends from. */
  constructor(
    smtpUrl: string,
    private readonly from: string,
  ) {
    this.transport = createTransport({
      url: smtpUrl,
      pool: true,
      maxConnections: 2,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: ANSWER_WITHIN_MS,
    } as object);
  }

  get domain(): string {
    return this.from.split('@').at(-1) as string;
  }

  async send(letter: Letter): Promise<void> {
    try {
      await this.transport.sendMail(asSent(letter, this.from));
    } catch (fault) {
      throw refusalIn(fault as SmtpFault) ?? fault;
    }
  }

  async close(): Promise<void> {
    this.transport.close();
  }
}

/** As nodemailer takes it; also for mails that are written to a folder. */
export function asSent({ messageId, to, from, subject, text, html }: Letter, address: string) {
  return {
    messageId,
    from: { name: from.name, address },
    replyTo: from.replyTo,
    to: { name: '', address: to },
    subject,
    text,
    html,
    // what is sent is made here; nothing in it may name a file or an address to fetch
    disableFileAccess: true,
    disableUrlAccess: true,
    // nobody's holiday notice is wanted in return (RFC 3834)
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  };
}

/** null: not the recipient's fault, or not for good. A 5xx to who we are or whom we send from is the operator's matter. */
function refusalIn({ code, responseCode = 0, response = '', command }: SmtpFault): Refused | null {
  const isForGood = responseCode >= 500 && responseCode < 600;
  const isOfThisMail = (code === 'EENVELOPE' && command !== 'MAIL FROM') || code === 'EMESSAGE';
  if (!isForGood || !isOfThisMail) return null;
  const enhanced = /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];
  return new Refused([String(responseCode), enhanced].filter(Boolean).join(' '));
}

/**
 * Answers with a paper to be printed. It is kept nowhere: not by a browser, a proxy or us. The name of the file tells nothing,
 * as it shows in lists of files and at printers.
 */
import type { FastifyReply } from 'fastify';

export const PDF = 'application/pdf';

export function sendPaper(reply: FastifyReply, file: Buffer): void {
  void reply
    .status(200)
    .header('cache-control', 'no-store')
    .header('content-disposition', 'attachment; filename="paper.pdf"')
    .type(PDF)
    .send(file);
}

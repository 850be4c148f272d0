/**
 * Whether a file is captions that a browser can show: WebVTT in UTF-8 (W3C WebVTT, section 4). What they say is for the
 * clinician to have read. Pure.
 */
import { isUtf8 } from 'node:buffer';
import { AppError } from '../../http/errors';

const HEADER = /^\uFEFF?WEBVTT(?:[ \t][^\r\n]*)?(?:\r\n|\n|\r|$)/;
const CUE = /^(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}[ \t]+-->[ \t]+(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}/m;

/** Throws media.captions_format, saying what is not as it should be. */
export function lookIntoCaptions(bytes: Buffer): { mime: 'text/vtt' } {
  if (!isUtf8(bytes)) refuse('They are not written in UTF-8.');
  const text = bytes.toString();
  if (text.includes('\0')) refuse('They hold characters that are no text.');
  if (!HEADER.test(text)) refuse('Their first line is not WEBVTT.');
  if (!CUE.test(text)) refuse('They hold no cue with its times.');
  return { mime: 'text/vtt' };
}

function refuse(what: string): never {
  throw new AppError(
    'media.captions_format',
    `${what} Send WebVTT in UTF-8: its first line is WEBVTT, and each cue has a line such as 00:01.000 --> 00:04.000.`,
  );
}

/**
 * Which video a pasted web address means, and where it is played. We keep the provider and its own id, never the address
 * as typed, so that an address can carry neither a trick nor a patient's name to another company. Nothing is fetched here.
 */
import { AppError } from '../http/errors';

export const VIDEO_PROVIDERS = ['youtube', 'vimeo', 'file'] as const;
export type VideoProvider = (typeof VIDEO_PROVIDERS)[number];

/** From where a video may come: from one of these, to whom a patient has to agree, or from the clinic's own store. */
export const VIDEO_SOURCES = [...VIDEO_PROVIDERS, 'clinic'] as const;
export type VideoSource = (typeof VIDEO_SOURCES)[number];

/**
 * `ref` is the provider's id: 11 characters for YouTube; digits for Vimeo, followed by `/hash` for an unlisted video; the
 * whole https address for a file.
 */
export interface VideoLink {
  provider: VideoProvider;
  ref: string;
}

const YOUTUBE_HOSTS = new Set(
  ['youtube.com', 'youtube-nocookie.com', 'youtu.be'].flatMap((host) => [host, `www.${host}`]),
);
YOUTUBE_HOSTS.add('m.youtube.com').add('music.youtube.com');
const VIMEO_HOSTS = new Set(['vimeo.com', 'www.vimeo.com', 'player.vimeo.com']);

const YOUTUBE_ID = /^[\w-]{11}$/;
/** These stand where an id stands in an embed address, happen to be 11 characters long, and are not videos. */
const NOT_YOUTUBE_IDS = new Set(['videoseries', 'live_stream']);
const VIMEO_ID = /^[1-9]\d{0,14}$/;
const VIMEO_HASH = /^[0-9a-f]{6,64}$/;

const LONGEST_ADDRESS = 2000;
const FILE_NAME = /\/[^/]+\.(mp4|webm|mov|m4v)$/i;

/**
 * Names that never lead to a public host: RFC 2606 and 6761 (test, example, invalid, localhost), RFC 6762 (local and the
 * private names of its appendix G), RFC 7686 (onion), RFC 8375 (home.arpa), and ICANN's reservation of internal (2024).
 */
const PRIVATE_TOP_LEVELS = new Set(
  'test example invalid localhost local intranet internal private corp home lan onion arpa'.split(' '),
);

/**
 * Understands every ordinary address of a YouTube or Vimeo video and the https address of a video file on a public host.
 * Throws `exercise.video_not_recognised`, saying what is wrong. Only plain printable ASCII is read, so that neither
 * look-alike letters nor invisible characters can hide in the host.
 */
export function parseVideoLink(address: string): VideoLink {
  const text = address.trim();
  if (text.length > LONGEST_ADDRESS) refuse(`An address may have at most ${LONGEST_ADDRESS} characters.`);
  if (!/^[\x21-\x7e]+$/.test(text)) refuse('Please copy the address from the address bar, without spaces.');
  if (!/^https?:\/\//i.test(text)) refuse('An address begins with https://.');
  // A plain host, so that the URL parser, which forgives much, has nothing left to forgive before the path.
  if (!/^https?:\/\/[a-z0-9.-]+(:\d+)?([/?#]|$)/i.test(text) || !URL.canParse(text)) {
    refuse('The part before the first slash must be a plain host name, without user name or password.');
  }
  const url = new URL(text);
  if (url.port !== '') refuse('Please leave out the port number.');
  if (YOUTUBE_HOSTS.has(url.hostname)) return youtube(url);
  if (VIMEO_HOSTS.has(url.hostname)) return vimeo(url);
  return file(url, text);
}

function youtube(url: URL): VideoLink {
  const [first = '', second = '', ...more] = pathParts(url);
  const asked = url.searchParams.getAll('v');
  let id = '';
  if (/^(www\.)?youtu\.be$/.test(url.hostname)) id = second === '' ? first : '';
  else if (first === 'watch' && second === '') id = asked.length === 1 ? asked[0]! : '';
  else if (['watch', 'embed', 'shorts', 'live', 'v', 'e'].includes(first) && more.length === 0) id = second;
  if (!YOUTUBE_ID.test(id) || NOT_YOUTUBE_IDS.has(id)) {
    refuse(
      'This is a YouTube address, but not that of one video. Open the video itself and copy its address.',
    );
  }
  return { provider: 'youtube', ref: id };
}

function vimeo(url: URL): VideoLink {
  const [, id = '', pathHash] = VIMEO_PATHS.map((form) => form.exec(url.pathname)).find(Boolean) ?? [];
  const hash = pathHash ?? url.searchParams.get('h') ?? undefined;
  if (!VIMEO_ID.test(id) || (hash !== undefined && !VIMEO_HASH.test(hash))) {
    refuse('This is a Vimeo address, but not that of one video. Open the video itself and copy its address.');
  }
  return { provider: 'vimeo', ref: hash === undefined ? id : `${id}/${hash}` };
}

/** In each the first group is the id and the second, where there is one, the hash of an unlisted video. */
const VIMEO_PATHS = [
  /^\/(\d+)(?:\/([^/]+))?\/?$/,
  /^\/video\/(\d+)\/?$/,
  /^\/manage\/videos\/(\d+)(?:\/([^/]+))?\/?$/,
  /^\/channels\/[^/]+\/(\d+)\/?$/,
  /^\/groups\/[^/]+\/videos\/(\d+)\/?$/,
  /^\/(?:album|showcase)\/[^/]+\/video\/(\d+)\/?$/,
];

function file(url: URL, text: string): VideoLink {
  if (url.protocol !== 'https:') refuse('A video file needs an address that begins with https://.');
  if (!isPublicName(url.hostname))
    refuse('A video file needs a public host name, not an IP address or a private name.');
  if (text.includes('#')) refuse('Please leave out the part from # on.');
  if (!FILE_NAME.test(url.pathname)) {
    refuse(
      'Please give the address of a YouTube or Vimeo video, or of a file ending in .mp4, .webm, .mov or .m4v.',
    );
  }
  if (/%(?![0-9a-f]{2})|%[01]|%7f/i.test(url.href)) refuse('The address holds a broken or hidden character.');
  if (url.href.length > LONGEST_ADDRESS) refuse(`An address may have at most ${LONGEST_ADDRESS} characters.`);
  return { provider: 'file', ref: url.href };
}

/** `hostname` comes from the URL parser, which has already turned every spelling of an IP address into numbers. */
function isPublicName(hostname: string): boolean {
  const labels = hostname.split('.');
  const topLevel = labels.at(-1)!;
  return (
    hostname.length <= 253 &&
    labels.length >= 2 &&
    labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label)) &&
    /^([a-z]{2,}|xn--.+)$/.test(topLevel) &&
    !PRIVATE_TOP_LEVELS.has(topLevel)
  );
}

function pathParts(url: URL): string[] {
  return url.pathname.split('/').filter(Boolean);
}

function refuse(detail: string): never {
  throw new AppError('exercise.video_not_recognised', detail);
}

/** Where the bytes of a medium of the clinic's own are sent from, to whom they are shown. A path, as the host may change. */
export const mediaAddress = (mediaId: string): string => `/api/v1/media/${mediaId}/content`;

/**
 * Where a stored video is played inside a page and where it is watched on its own. YouTube's no-cookie host and Vimeo's
 * `dnt` (do not track) tell the provider less; that it still learns of the visit is why the patient consents first.
 */
export function videoAddress({ provider, ref }: { provider: VideoSource; ref: string }): {
  embedUrl: string;
  watchUrl: string;
} {
  switch (provider) {
    case 'youtube':
      return {
        embedUrl: `https://www.youtube-nocookie.com/embed/${ref}`,
        watchUrl: `https://www.youtube.com/watch?v=${ref}`,
      };
    case 'vimeo': {
      const [id, hash] = ref.split('/');
      return {
        embedUrl: `https://player.vimeo.com/video/${id}?${hash ? `h=${hash}&` : ''}dnt=1`,
        watchUrl: `https://vimeo.com/${ref}`,
      };
    }
    case 'file':
      return { embedUrl: ref, watchUrl: ref };
    case 'clinic':
      return { embedUrl: mediaAddress(ref), watchUrl: mediaAddress(ref) };
  }
}

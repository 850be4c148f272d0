/**
 * Looks whether a video is where its link says. YouTube and Vimeo are asked at the address that they have for such questions; a
 * file itself is asked for its head, or for its first bytes where nobody answers that. No patient is ever named to anybody.
 */
import type { GuardedFetch } from '../http/guarded-fetch';
import { type VideoLink, videoAddress } from './video-link';
import { type Seen, seenBy } from './video-state';

/** Where a company answers questions about its videos: oEmbed (oembed.com), as their own documentation names it. */
export interface OembedPlaces {
  youtube: string;
  vimeo: string;
}

export const OEMBED: OembedPlaces = {
  youtube: 'https://www.youtube.com/oembed',
  vimeo: 'https://vimeo.com/api/oembed.json',
};

export class VideoLooker {
  constructor(
    private readonly guarded: GuardedFetch,
    private readonly places: OembedPlaces = OEMBED,
  ) {}

  /** Never throws. */
  async look(link: VideoLink, signal?: AbortSignal): Promise<Seen> {
    if (link.provider === 'file') return this.lookForFile(link.ref, signal);
    const { watchUrl } = videoAddress(link);
    const asked = `${this.places[link.provider]}?format=json&url=${encodeURIComponent(watchUrl)}`;
    return this.seen(asked, 'GET', signal);
  }

  private async lookForFile(address: string, signal?: AbortSignal): Promise<Seen> {
    const head = await this.guarded.fetch(address, { method: 'HEAD', signal });
    if (head.kind === 'answer' && head.status >= 200 && head.status < 300) return 'there';
    if (head.kind === 'trouble') return 'trouble';
    // who does not answer HEAD, or answers it wrongly, may have it all the same
    return this.seen(address, 'GET', signal);
  }

  private async seen(address: string, method: 'GET', signal?: AbortSignal): Promise<Seen> {
    const answer = await this.guarded.fetch(address, { method, headers: { range: 'bytes=0-1023' }, signal });
    return answer.kind === 'answer' ? seenBy(answer.status) : 'trouble';
  }
}

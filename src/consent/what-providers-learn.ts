import type { VideoProvider } from '../exercise/video-link';

/**
 * What whoever hosts a video learns when a patient plays it, as data: read before "I accept" and in the list to withdraw
 * from. Reading age 9 to 11. Never write that nothing is learned, and nothing that a source does not say.
 */
export interface WhatIsLearned {
  /** Stable, so that a record can say which text was shown. */
  id: string;
  text: string;
  source: string;
}

/** As product.md's sources YT1 and YT2 say: no cookie before play, but the address at once and cookies on play. */
const YOUTUBE =
  'trustyourwebsite.com on youtube-embed-gdpr and youtube-embed-privacy; kukie.io on youtube-embeds-cookie-consent';

export const WHAT_PROVIDERS_LEARN: Record<VideoProvider, WhatIsLearned> = {
  youtube: {
    id: 'video.learns.youtube',
    text:
      'This video comes from YouTube, which is part of Google. If you say yes, Google gets the internet address of your ' +
      'phone or computer, and knows that this video was watched there. When you press play, it may store cookies on it. ' +
      'If you say no, you still get every step in words.',
    source: YOUTUBE,
  },
  vimeo: {
    id: 'video.learns.vimeo',
    text:
      'This video comes from Vimeo. If you say yes, Vimeo gets the internet address of your phone or computer, and knows ' +
      'that this video was watched there. When you press play, it may store cookies on it. If you say no, you still get ' +
      'every step in words.',
    source: 'own wording; what any host of an embedded player learns [general knowledge, not verified]',
  },
  file: {
    id: 'video.learns.file',
    text:
      'This video lies on a website that your clinic chose. If you say yes, that website gets the internet address of ' +
      'your phone or computer, and knows that this video was watched there. It may store cookies on it. If you say no, ' +
      'you still get every step in words.',
    source: 'own wording; what any web host learns [general knowledge, not verified]',
  },
};

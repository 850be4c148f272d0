import { VIDEO_PROVIDERS, type VideoProvider } from '../exercise/video-link';
import { Choice, Id, Instant } from '../http/fields';

export class VideoConsentDto {
  @Choice(VIDEO_PROVIDERS) provider: VideoProvider;
  @Instant() givenAt: string;
}

const CONFIRMERS = ['patient', 'clinician'] as const;

export class AdviceConfirmationDto {
  @Id() episodeId: string;
  @Instant() confirmedAt: string;
  @Choice(CONFIRMERS) by: (typeof CONFIRMERS)[number];
}

/** The provider in the path: a closed list, so anything else is not there. */
export const PROVIDER_PARAMETER = { name: 'provider', enum: [...VIDEO_PROVIDERS], example: 'youtube' };

import { VIDEO_PROVIDERS, type VideoProvider } from '../exercise/video-link';
import { Choice, Flag, Id, Instant, Text } from '../http/fields';

export class NewVideoConsentDto {
  @Flag({
    optional: true,
    example: false,
    about: 'true: for all my devices, until I withdraw it. false, or not said: for this session only.',
  })
  remember?: boolean;
}

export class VideoConsentDto {
  @Choice(VIDEO_PROVIDERS) provider: VideoProvider;
  @Text({
    max: 1000,
    example:
      'This video comes from Vimeo. If you say yes, Vimeo gets the internet address of your phone or computer.',
    about: 'What the provider learns, in the words to show before somebody agrees.',
  })
  learns: string;
  @Flag({ about: 'Counts here and now.' }) isAgreed: boolean;
  @Flag({ example: false, about: 'Counts on all devices of the patient, until it is withdrawn.' })
  isRemembered: boolean;
  @Instant({ nullable: true, about: 'When it was agreed to; null: it is not.' }) givenAt: string | null;
}

const CONFIRMERS = ['patient', 'guardian', 'clinician'] as const;

export class AdviceConfirmationDto {
  @Id() episodeId: string;
  @Instant() confirmedAt: string;
  @Choice(CONFIRMERS) by: (typeof CONFIRMERS)[number];
}

/** The provider in the path: a closed list, so anything else is not there. */
export const PROVIDER_PARAMETER = { name: 'provider', enum: [...VIDEO_PROVIDERS], example: 'youtube' };

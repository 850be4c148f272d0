import { Choice, Day, Field, Flag, Id, Text } from '../http/fields';
import type { ExerciseVideo } from './exercise.entity';
import { VIDEO_SOURCES, type VideoSource, videoAddress } from './video-link';

const TITLE = { max: 200, example: 'Calf stretch at a wall' };
const LANGUAGE = {
  max: 20,
  example: 'en-GB',
  about: 'BCP 47: language, perhaps script, perhaps region.',
  pattern: /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/,
  patternSays: 'a language such as en, en-GB or zh-Hant',
};

export class NewVideoDto {
  @Text({
    max: 2000,
    example: 'https://videos.example.org/placeholder.mp4',
    about: 'A video on YouTube or Vimeo, or an https file.',
  })
  url: string;

  @Text(TITLE) title: string;
  @Text(LANGUAGE) language: string;
  @Flag() captions: boolean;
  @Flag({ about: 'You watched it to its end today and found it right.' }) checked: boolean;
}

export class ChangeVideoDto {
  @Text({ ...TITLE, optional: true }) title?: string;
  @Text({ ...LANGUAGE, optional: true }) language?: string;
  @Flag({ optional: true }) captions?: boolean;
  @Flag({ optional: true, about: 'true: you watched it again today. false: it needs a new look.' })
  checked?: boolean;
}

export class VideoDto {
  @Id() id: string;
  @Choice(VIDEO_SOURCES, { example: 'file', about: 'clinic: filmed by the clinic itself.' })
  provider: VideoSource;
  @Field({ type: 'string', example: 'https://videos.example.org/placeholder.mp4' }) watchUrl: string;
  @Field({ type: 'string', example: 'https://videos.example.org/placeholder.mp4' }) embedUrl: string;
  @Text(TITLE) title: string;
  @Text(LANGUAGE) language: string;
  @Flag() captions: boolean;
  @Id({ nullable: true }) checkedBy: string | null;
  @Day({ nullable: true }) checkedOn: string | null;
  @Field({ type: 'integer', example: 1 }) revision: number;
}

export function toVideo(video: ExerciseVideo): VideoDto {
  return {
    id: video.id,
    provider: video.provider,
    ...videoAddress(video),
    title: video.title,
    language: video.language,
    captions: video.captions,
    checkedBy: video.checkedBy,
    checkedOn: video.checkedOn,
    revision: video.revision,
  };
}

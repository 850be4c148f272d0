import { Choice, Field, Id, Instant, ListOf, Text } from '../http/fields';
import { VIDEO_PROVIDERS, type VideoProvider } from './video-link';

/** A video that is gone, with the exercises that name it and the patients who are shown its steps instead. */
class DeadVideoExerciseDto {
  @Id() id: string;
  @Text({ max: 200, example: 'Glute bridge' }) name: string;
}

class DeadVideoPatientDto {
  @Id() id: string;
  @Text({ max: 200, example: 'Ann Allen' }) name: string;
  @Id() prescriptionId: string;
}

export class DeadVideoDto {
  @Id() id: string;
  @Choice(VIDEO_PROVIDERS, { example: 'file' }) provider: VideoProvider;
  @Field({ type: 'string', example: 'https://videos.example.org/placeholder.mp4' }) watchUrl: string;
  @Instant({ about: 'When it was found to be gone.' }) goneSince: string;
  @Instant() checkedAt: string;
  @ListOf(() => DeadVideoExerciseDto, { about: 'To which it is attached now.' })
  exercises: DeadVideoExerciseDto[];
  @ListOf(() => DeadVideoPatientDto, { about: 'Whose live plan names it.' }) patients: DeadVideoPatientDto[];
}

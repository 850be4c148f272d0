import { EpisodeDto } from '../episode/episode.dto';
import { Ids } from '../http/fields';

const ANY = { max: 1000 };

/** What an entry in error answers: the episode, and what became of what stood in it. */
export class EpisodeInErrorDto extends EpisodeDto {
  @Ids({ ...ANY, about: 'Plans that were withdrawn with it. Those that had ended stay ended.' })
  withdrawnIds: string[];
  @Ids({ ...ANY, about: 'Signed assessments that were entered in error with it.' }) assessmentIds: string[];
  @Ids({ ...ANY, about: 'Outcome scores that were entered in error with it.' }) outcomeIds: string[];
  @Ids({
    ...ANY,
    about:
      'Holds that its assessments had opened and that are open still: only a recorded decision lifts one. Decide about each.',
  })
  openHoldIds: string[];
}

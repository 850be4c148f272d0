import type { Tx } from '../db/tx';
import type { Clip, MediaAtHand, PictureAtHand } from './shown-media';

/**
 * What a plan can be made of today, of the clinic's own videos and pictures. Nothing is decided here about who sees it: that is
 * the gate's, once a plan that shows it is issued.
 */

/** Newer ones first where several could be meant; a poster or captions that were retired are no more. */
const CLIPS = /* sql */ `
  select m.id, m.title, m.language,
    (select p.id from portal.media p where p.belongs_to = m.id and p.kind = 'poster' and p.uploaded_at is not null
       and p.retired_at is null order by p.uploaded_at desc, p.id limit 1) as "posterId",
    coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'title', c.title, 'language', c.language)
       order by c.language, c.title, c.id)
     from portal.media c where c.belongs_to = m.id and c.kind = 'captions' and c.uploaded_at is not null
       and c.retired_at is null), '[]') as captions
  from portal.media m
  where m.kind = 'video' and m.uploaded_at is not null and m.retired_at is null
    and (m.patient_id is null or m.patient_id = $1) and m.id = any($2)`;

const PICTURES = /* sql */ `
  select m.id, m.alt, m.width, m.height, m.exercise_id as "exerciseId"
  from portal.media m
  where m.kind = 'picture' and m.uploaded_at is not null and m.retired_at is null
    and (m.patient_id is null or m.patient_id = $1) and (m.exercise_id = any($2) or m.id = any($3))
  order by m.place, m.announced_at, m.id`;

/**
 * Of what is asked for, that which can be shown to this patient: usable, not retired, and made for nobody else. What is
 * missing in the answer cannot be had.
 */
export async function mediaAtHand(
  tx: Tx,
  patientId: string,
  wanted: { clipIds: string[]; pictureIds: string[]; exerciseIds: string[] },
): Promise<MediaAtHand> {
  return {
    clips: await tx.query<Clip>(CLIPS, [patientId, wanted.clipIds]),
    pictures: await tx.query<PictureAtHand>(PICTURES, [patientId, wanted.exerciseIds, wanted.pictureIds]),
  };
}

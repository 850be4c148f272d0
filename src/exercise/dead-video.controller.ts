import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { cursorKey, type Page, pageOf, PageOf, PageQuery, rowsFor } from '../http/page';
import { Allow } from '../identity/allow';
import { DeadVideoDto } from './dead-video.dto';
import { videoAddress, type VideoLink } from './video-link';

const DEAD = /* sql */ `
  select c.id, c.provider, c.ref, c.gone_since as "goneSince", c.checked_at as "checkedAt",
    coalesce((
      select jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name) order by e.name, e.id)
      from portal.exercise_video v join portal.exercise e on e.id = v.exercise_id
      where v.provider = c.provider and v.ref = c.ref), '[]') as exercises,
    coalesce((
      select jsonb_agg(distinct jsonb_build_object('id', who.id, 'name', who.name, 'prescriptionId', p.id))
      from portal.prescription_item i
      join portal.prescription p on p.clinic_id = i.clinic_id and p.live_version_id = i.version_id
      join portal.patient who on who.id = p.patient_id
      where i.clinic_id = c.clinic_id and i.video_provider = c.provider and i.video_ref = c.ref), '[]') as patients
  from portal.video_check c
  where c.state = 'gone'
    and ($1::timestamptz is null or (date_trunc('milliseconds', c.gone_since), c.id) < ($1::timestamptz, $2::uuid))
  order by date_trunc('milliseconds', c.gone_since) desc, c.id desc limit $3`;

interface DeadVideo extends VideoLink, Pick<DeadVideoDto, 'id' | 'exercises' | 'patients'> {
  goneSince: Date;
  checkedAt: Date;
}

/** A list to work through: no alert is raised, as one video may stand in very many plans. */
@ApiTags('Exercise')
@Controller('dead-videos')
export class DeadVideoController {
  @Get()
  @Allow('clinician')
  @Operation({
    summary: 'List videos that are gone and whom it concerns, newest first',
    about:
      'Links are looked at once a day. Until another video is chosen and issued, these patients read the steps and that the ' +
      'video is not available.',
    returns: PageOf(DeadVideoDto),
  })
  async list(@CurrentTx() tx: Tx, @Query() query: PageQuery): Promise<Page<DeadVideoDto>> {
    const [since, id] = cursorKey(query, 2) ?? [];
    const rows = await tx.query<DeadVideo>(DEAD, [since, id, rowsFor(query)]);
    const page = pageOf(rows, query, (one) => [one.goneSince.toISOString(), one.id], toDeadVideo);
    tx.sawRecordOf(...page.items.flatMap(({ patients }) => patients.map((patient) => patient.id)));
    return page;
  }
}

const toDeadVideo = ({
  id,
  provider,
  ref,
  goneSince,
  checkedAt,
  exercises,
  patients,
}: DeadVideo): DeadVideoDto => ({
  id,
  provider,
  watchUrl: videoAddress({ provider, ref }).watchUrl,
  goneSince: goneSince.toISOString(),
  checkedAt: checkedAt.toISOString(),
  exercises,
  patients,
});

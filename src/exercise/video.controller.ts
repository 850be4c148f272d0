import { Body, Controller, Delete, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import { ChangeVideoDto, NewVideoDto, toVideo, VideoDto } from './video.dto';
import { VideoService } from './video.service';

@ApiTags('Exercise')
@Controller('exercises/:id/videos')
export class VideoController {
  constructor(private readonly videos: VideoService) {}

  @Post()
  @Allow('clinician')
  @Operation({
    summary: 'Attach a video to an exercise, shared or own',
    about: 'Only the provider and its id are kept. No other clinic sees it.',
    returns: VideoDto,
    status: 201,
    refuses: ['exercise.video_not_recognised', 'exercise.video_attached_already'],
  })
  async attach(@CurrentTx() tx: Tx, @PathId() id: string, @Body() body: NewVideoDto): Promise<VideoDto> {
    return toVideo(await this.videos.attach(tx, id, body));
  }

  @Patch(':videoId')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Change what is said about a video, or check it again',
    about: 'Another address is another video: attach that one.',
    returns: VideoDto,
  })
  async change(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @PathId('videoId') videoId: string,
    @IfMatch() expected: number,
    @Body() body: ChangeVideoDto,
  ): Promise<VideoDto> {
    return toVideo(await this.videos.change(tx, id, videoId, expected, body));
  }

  @Delete(':videoId')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({ summary: 'Detach a video', about: 'Prescriptions that chose it keep it.' })
  async detach(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @PathId('videoId') videoId: string,
    @IfMatch() expected: number,
  ): Promise<void> {
    await this.videos.detach(tx, id, videoId, expected);
  }
}

import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf } from '../http/page';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import { ChangeMediaDto, MediaDto, MediaQuery, NewMediaDto, toMedia } from './media.dto';
import { MediaService } from './media.service';

@ApiTags('Media')
@Controller('media')
export class MediaController {
  constructor(private readonly media: MediaService) {}

  @Post()
  @Allow('clinician')
  @Operation({
    summary: 'Announce a video, a picture, a poster or captions that will be sent',
    about:
      'For an exercise, for one patient, or for anybody it is given to. The answer names the address to which its bytes are ' +
      'sent. What is not all there within a day is forgotten. A video for an exercise becomes one of its videos.',
    returns: MediaDto,
    status: 201,
    refuses: ['media.no_such_video', 'media.enough_pictures', 'not_found'],
  })
  async announce(@CurrentTx() tx: Tx, @Body() body: NewMediaDto): Promise<MediaDto> {
    return toMedia(await this.media.announce(tx, body));
  }

  @Get()
  @Allow('clinician')
  @Operation({
    summary: 'List the clinic’s own videos and pictures, newest first',
    about: 'Without a parameter: those that are for no exercise and no patient in particular.',
    returns: PageOf(MediaDto),
  })
  async list(@CurrentTx() tx: Tx, @Query() query: MediaQuery): Promise<Page<MediaDto>> {
    const rows = await this.media.list(tx, query);
    return pageOf(
      rows,
      query,
      ({ sortKey, media }) => [sortKey, media.id],
      ({ media }) => toMedia(media),
    );
  }

  @Get(':id')
  @Allow('clinician')
  @Operation({
    summary: 'Read what is known of one, and how much of it has arrived',
    returns: MediaDto,
  })
  async read(@CurrentTx() tx: Tx, @PathId() id: string): Promise<MediaDto> {
    return toMedia(await this.media.get(tx, id));
  }

  @Patch(':id')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Change what is said about one',
    about: 'Plans that were issued keep what they said. Other bytes are another medium: send that one.',
    returns: MediaDto,
    refuses: ['media.retired'],
  })
  async change(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: ChangeMediaDto,
  ): Promise<MediaDto> {
    return toMedia(await this.media.change(tx, id, expected, body));
  }

  @Post(':id/retirement')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Take one out of what new plans can show',
    about: 'Plans that show it go on showing it. A video leaves the videos of its exercise.',
    returns: MediaDto,
    refuses: ['media.retired'],
  })
  async retire(@CurrentTx() tx: Tx, @PathId() id: string, @IfMatch() expected: number): Promise<MediaDto> {
    return toMedia(await this.media.retire(tx, id, expected));
  }
}

import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { VIDEO_PROVIDERS, type VideoProvider } from '../exercise/video-link';
import { AppError } from '../http/errors';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import {
  AdviceConfirmationDto,
  NewVideoConsentDto,
  PROVIDER_PARAMETER,
  VideoConsentDto,
} from './consent.dto';
import { ConsentService } from './consent.service';
import { VideoConsentService } from './video-consent.service';

@ApiTags('Consent')
@Controller()
export class ConsentController {
  constructor(
    private readonly consents: ConsentService,
    private readonly videoConsents: VideoConsentService,
  ) {}

  @Get('video-consents')
  @Allow('patient', 'carer')
  @Operation({
    summary: 'List the video providers: what each learns, and whether I agreed',
    about: 'As it counts in this session.',
    returns: [VideoConsentDto],
  })
  async list(@CurrentTx() tx: Tx): Promise<VideoConsentDto[]> {
    return this.videoConsents.list(tx);
  }

  @Put('video-consents/:provider')
  @Allow('patient', 'carer')
  @ApiParam(PROVIDER_PARAMETER)
  @Operation({
    summary: 'Agree that this provider may learn that I watch a video',
    about:
      'From now on the routine holds the addresses of its videos: in this session, or if asked on all my devices. What ' +
      'is remembered already stays so until it is withdrawn. Without it nothing is lost but the videos.',
    returns: VideoConsentDto,
    refuses: ['video_consent.session_only'],
  })
  async give(
    @CurrentTx() tx: Tx,
    @Param('provider') provider: string,
    @Body() { remember = false }: NewVideoConsentDto,
  ): Promise<VideoConsentDto> {
    return this.videoConsents.give(tx, knownProvider(provider), remember);
  }

  @Delete('video-consents/:provider')
  @Allow('patient', 'carer')
  @ApiParam(PROVIDER_PARAMETER)
  @Operation({
    summary: 'Withdraw my agreement, from the next request on',
    about: 'What was remembered, and what was said in any session of mine; by a carer, in this session.',
  })
  async withdraw(@CurrentTx() tx: Tx, @Param('provider') provider: string): Promise<void> {
    await this.videoConsents.withdraw(tx, knownProvider(provider));
  }

  @Post('episodes/:id/advice-confirmation')
  @Allow('patient', 'carer', 'clinician')
  @Operation({
    summary: 'Confirm that a practitioner advised these exercises',
    about:
      'Once for an episode: by the patient, a child’s guardian, or the clinician in the room. Without it the routine ' +
      'stays closed.',
    returns: AdviceConfirmationDto,
    refuses: ['advice.confirmer_not_entitled'],
  })
  async confirmAdvice(@CurrentTx() tx: Tx, @PathId() episodeId: string): Promise<AdviceConfirmationDto> {
    return this.consents.confirmAdvice(tx, episodeId);
  }
}

function knownProvider(provider: string): VideoProvider {
  const known = VIDEO_PROVIDERS.find((one) => one === provider);
  if (!known) throw new AppError('not_found');
  return known;
}

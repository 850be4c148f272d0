import { Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { VIDEO_PROVIDERS, type VideoProvider } from '../exercise/video-link';
import { AppError } from '../http/errors';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import { AdviceConfirmationDto, PROVIDER_PARAMETER, VideoConsentDto } from './consent.dto';
import { ConsentService } from './consent.service';

@ApiTags('Consent')
@Controller()
export class ConsentController {
  constructor(private readonly consents: ConsentService) {}

  @Get('video-consents')
  @Allow('patient')
  @Operation({ summary: 'List the video providers that I agreed to', returns: [VideoConsentDto] })
  async list(@CurrentTx() tx: Tx): Promise<VideoConsentDto[]> {
    return this.consents.listVideoConsents(tx);
  }

  @Put('video-consents/:provider')
  @Allow('patient')
  @ApiParam(PROVIDER_PARAMETER)
  @Operation({
    summary: 'Agree that this provider may learn that I watch a video',
    about: 'From now on the routine holds the addresses of its videos.',
    returns: VideoConsentDto,
  })
  async give(@CurrentTx() tx: Tx, @Param('provider') provider: string): Promise<VideoConsentDto> {
    return this.consents.giveVideoConsent(tx, knownProvider(provider));
  }

  @Delete('video-consents/:provider')
  @Allow('patient')
  @ApiParam(PROVIDER_PARAMETER)
  @Operation({ summary: 'Withdraw my agreement, from the next request on' })
  async withdraw(@CurrentTx() tx: Tx, @Param('provider') provider: string): Promise<void> {
    await this.consents.withdrawVideoConsent(tx, knownProvider(provider));
  }

  @Post('episodes/:id/advice-confirmation')
  @Allow('patient', 'clinician')
  @Operation({
    summary: 'Confirm that a practitioner advised these exercises',
    about:
      'Once for an episode: by the patient, or by the clinician in the room. Without it the routine stays closed.',
    returns: AdviceConfirmationDto,
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

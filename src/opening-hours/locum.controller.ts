import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { toStaff } from '../clinic/clinic.dto';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Idempotency } from '../http/idempotency';
import { Operation } from '../http/operation';
import { Allow } from '../identity/allow';
import { LocumDto, NewLocumDto } from './locum.dto';
import { LocumService } from './locum.service';
import { toCover } from './opening-hours.dto';

@ApiTags('Opening hours')
@Controller('locums')
export class LocumController {
  constructor(private readonly locums: LocumService) {}

  @Post()
  @Allow('admin')
  @Idempotency('never')
  @Operation({
    summary: 'Engage a clinician for some days, arrange for whom they look, and invite them',
    about:
      'They see the patients of whom they look for as their own on these days, and nothing from midnight after the last. Who was ' +
      'here before is in the list of staff already: change their dates, and arrange covers.',
    returns: LocumDto,
    status: 201,
    refuses: ['cover.overlaps', 'revision.conflict'],
  })
  async engage(@CurrentTx() tx: Tx, @Body() body: NewLocumDto): Promise<LocumDto> {
    const { staff, covers, invitation } = await this.locums.engage(tx, body);
    return { staff: toStaff(staff), covers: covers.map(toCover), invitation };
  }
}

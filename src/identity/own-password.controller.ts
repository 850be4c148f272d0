import { Body, Controller, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Entering } from '../db/door';
import { CurrentEntering, OwnDoor } from '../db/in-tx.interceptor';
import { Operation } from '../http/operation';
import { Allow } from './allow';
import { type Caller, CurrentCaller } from './caller';
import { OwnPasswordDto } from './own-password.dto';
import { OwnPasswordService } from './own-password.service';

@ApiTags('Session')
@Controller()
export class OwnPasswordController {
  constructor(private readonly ownPasswords: OwnPasswordService) {}

  @Put('session/password')
  @Allow('clinician', 'desk', 'admin')
  @OwnDoor()
  @Operation({
    summary: 'Change your password',
    about:
      'At every clinic where you work. Signs you out everywhere else. A wrong current password is named in errors, and ' +
      'slows down further tries as it does at signing in.',
  })
  async change(
    @CurrentEntering() entering: Entering,
    @Body() body: OwnPasswordDto,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    await this.ownPasswords.change(entering, body, caller);
  }
}

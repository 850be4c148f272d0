import { Module } from '@nestjs/common';
import { RoutineController } from './routine.controller';

@Module({ controllers: [RoutineController] })
export class RoutineModule {}

import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ExerciseModule } from '../exercise/exercise.module';
import { TemplateImportController } from './import/template-import.controller';
import { TemplateImportService } from './import/template-import.service';
import { TemplateController } from './template.controller';
import { Template, TemplateItem } from './template.entity';
import { TemplateService } from './template.service';

@Module({
  imports: [TypeOrmModule.forFeature([Template, TemplateItem]), ExerciseModule],
  controllers: [TemplateController, TemplateImportController],
  providers: [TemplateService, TemplateImportService],
  exports: [TemplateService],
})
export class TemplateModule {}

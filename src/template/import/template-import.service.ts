import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { record } from '../../audit/record';
import type { Tx } from '../../db/tx';
import { ExerciseService } from '../../exercise/exercise.service';
import { AppError, type FieldFault } from '../../http/errors';
import type { PageQuery } from '../../http/page';
import { heldTo } from '../../http/validation';
import type { PlanChoice } from '../../plan/plan';
import { wholePlan } from '../../plan/whole-plan';
import type { TableImport } from '../../table-import/table-import.repository';
import { NewTemplateDto } from '../template.dto';
import { TemplateService } from '../template.service';
import { columnOf } from './column-of';
import { ExerciseNames, type NamedExercise } from './exercise-names';
import { MOST_TEMPLATES, type ReadTemplate, readTemplateCsv, type RowFault } from './template-csv';
import { findBrought, findInUse, IMPORTS, type Outcome, retireAll } from './template-import.repository';

export type TemplateImport = TableImport<Outcome>;

export interface JudgedTemplate {
  row: number;
  name: string;
  exercises: number;
  outcome: Outcome;
  faults: RowFault[];
  /** Of what is in use, and of what came in. */
  templateId: string | null;
}

export interface TemplateImportReport {
  /** null: it was tried only. */
  made: TemplateImport | null;
  fileSha256: string;
  counts: Record<Outcome, number>;
  templates: JudgedTemplate[];
}

export interface UndoneTemplates {
  undone: TemplateImport;
  /** Ids of those that somebody touched since. */
  kept: string[];
}

type Held = { faults: RowFault[]; plan?: undefined } | { faults?: undefined; plan: PlanChoice };

/**
 * Templates that come in by a table, and the taking back of a table that was the wrong one. Each is held to what POST /templates
 * holds a body to, and comes in whole or not at all. Whether one is right for a patient is asked of the draft begun from it.
 */
@Injectable()
export class TemplateImportService {
  constructor(
    private readonly templates: TemplateService,
    private readonly exercises: ExerciseService,
  ) {}

  /** Throws template.import_unreadable for what is no such table. */
  async import(tx: Tx, text: string, dryRun: boolean): Promise<TemplateImportReport> {
    const read = readTemplateCsv(text);
    if (read.length > MOST_TEMPLATES) {
      throw new AppError('template.import_unreadable', `Send at most ${MOST_TEMPLATES} templates at once.`);
    }
    if (!dryRun) await IMPORTS.waitForOthers(tx);
    const library = await this.exercises.getLibrary(tx);
    const names = new ExerciseNames(library);
    const inUse = await findInUse(
      tx,
      read.map(({ name }) => name),
    );
    const plans = new Map<ReadTemplate, PlanChoice>();
    const templates: JudgedTemplate[] = [];
    for (const one of read) {
      const held = await holdTo(one, names, library);
      if (held.plan) plans.set(one, held.plan);
      templates.push(judge(one, held, inUse));
    }
    const counts = IMPORTS.count(templates);
    const fileSha256 = createHash('sha256').update(text).digest('hex');
    if (dryRun) return { made: null, fileSha256, counts, templates };

    const id = randomUUID();
    await IMPORTS.insert(tx, { id, fileSha256, counts });
    for (const [place, one] of read.entries()) {
      const judged = templates[place] as JudgedTemplate;
      const plan = plans.get(one);
      if (judged.outcome !== 'new' || !plan) continue;
      judged.templateId = await this.templates.write(tx, one, plan, id);
    }
    await record(tx, 'template_import.made', { type: 'template_import', ids: [id] });
    return { made: await IMPORTS.get(tx, id), fileSha256, counts, templates };
  }

  async listImports(tx: Tx, query: PageQuery): Promise<TemplateImport[]> {
    return IMPORTS.list(tx, query);
  }

  async getImport(tx: Tx, id: string): Promise<TemplateImport> {
    return IMPORTS.get(tx, id);
  }

  /** Takes what it brought out of use, but for what was touched since. Throws template.import_undone. */
  async undo(tx: Tx, id: string): Promise<UndoneTemplates> {
    await IMPORTS.assertStands(tx, id);
    const brought = await findBrought(tx, id);
    const untouched = brought.flatMap(({ templateId, isTouched }) => (isTouched ? [] : [templateId]));
    const kept = brought.flatMap(({ templateId, isTouched }) => (isTouched ? [templateId] : []));
    await retireAll(tx, untouched);
    const undone = await IMPORTS.markUndone(tx, id, untouched.length, kept.length);
    if (untouched.length > 0) await record(tx, 'template.retired', { type: 'template', ids: untouched });
    await record(tx, 'template_import.undone', { type: 'template_import', ids: [id] });
    return { undone, kept };
  }
}

function judge(
  { row, name, items }: ReadTemplate,
  { faults = [] }: Held,
  inUse: ReadonlyMap<string, string>,
): JudgedTemplate {
  const known = inUse.get(name) ?? null;
  const sound: Outcome = known === null ? 'new' : 'known';
  return {
    row,
    name,
    exercises: items.length,
    outcome: faults.length > 0 ? 'faulty' : sound,
    faults,
    templateId: faults.length > 0 ? null : known,
  };
}

/** In place of one that was not found, so that the rest of its row is looked at too. */
const NOBODY = '00000000-0000-4000-8000-000000000000';

async function holdTo(
  read: ReadTemplate,
  names: ExerciseNames,
  library: Parameters<typeof wholePlan>[1],
): Promise<Held> {
  const faults = [...read.faults];
  const items = read.items.map(({ row, exercise, fields }) => {
    const found: NamedExercise | string | null = exercise === null ? null : names.find(exercise);
    if (typeof found === 'string') faults.push({ row, field: 'exercise', detail: found });
    return { ...fields, exerciseId: found === null || typeof found === 'string' ? NOBODY : found.id };
  });
  const at = (fault: FieldFault): RowFault => inRow(fault, read);
  const sent = { name: read.name, about: read.about, items };
  const held = await heldTo(NewTemplateDto, sent);
  // what could not be read at all is said once, in the words of the table
  const isNew = ({ row, field }: RowFault): boolean =>
    !faults.some((one) => one.row === row && (one.field === field || one.field === null));
  if (Array.isArray(held)) faults.push(...held.map(at).filter(isNew));
  if (faults.length > 0 || Array.isArray(held)) return { faults: inOrder(faults) };
  try {
    return { plan: wholePlan({ items: held.items, phases: [], groups: [] }, library, 'template') };
  } catch (fault) {
    if (!(fault instanceof AppError) || !fault.errors) throw fault;
    return { faults: inOrder(fault.errors.map(at)) };
  }
}

/** Where in the table a fault of a body stands. */
function inRow({ pointer, detail }: FieldFault, { row, items }: ReadTemplate): RowFault {
  const [, place] = /^\/items\/(\d+)/.exec(pointer) ?? [];
  const item = place === undefined ? undefined : items[Number(place)];
  return { row: item?.row ?? row, ...columnOf(pointer, detail) };
}

const inOrder = (faults: RowFault[]): RowFault[] => faults.toSorted((a, b) => a.row - b.row);

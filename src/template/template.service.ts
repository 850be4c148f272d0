import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import type { Tx } from '../db/tx';
import { type ExerciseAtClinic } from '../exercise/exercise.entity';
import { ExerciseService } from '../exercise/exercise.service';
import { AppError } from '../http/errors';
import { cursorKey, rowsFor } from '../http/page';
import { assertRevision } from '../http/revision';
import type { PlanChoice } from '../plan/plan';
import { wholePlan } from '../plan/whole-plan';
import { readTypedWords, saysAll } from '../search/typed-words';
import type { NewTemplateDto, TemplateNameDto, TemplateQuery } from './template.dto';
import { Template, TemplateItem } from './template.entity';

/** A template with its items in their order, and their exercises as the clinic finds them today. */
export interface WholeTemplate {
  template: Template;
  items: TemplateItem[];
  exercises: ExerciseAtClinic[];
}

/** One of a list. */
export interface ListedTemplate {
  id: string;
  name: string;
  about: string | null;
  itemCount: number;
  unavailableCount: number;
  revision: number;
}

const LIST = /* sql */ `
  select t.id, t.name, t.about, t.revision, i."itemCount", i."unavailableCount"
  from portal.template t cross join lateral (
    select count(*)::int as "itemCount",
      (count(*) filter (where e.published_at is null or e.retired_at is not null))::int as "unavailableCount"
    from portal.template_item i join portal.exercise e on e.id = i.exercise_id
    where i.template_id = t.id) i
  where t.retired_at is null
    and ${saysAll(`portal.plain_words(t.name || ' ' || coalesce(t.about, ''))`, '$1', '$2')}
    and ($3::text is null or (t.name, t.id) > ($3, $4::uuid))
  order by t.name, t.id
  limit $5`;

/** The protocols of one clinic. Whether one is right for a patient is never asked here: that is asked of the draft begun from it. */
@Injectable()
export class TemplateService {
  constructor(private readonly exercises: ExerciseService) {}

  /** Those in use, by name. */
  async list(tx: Tx, query: TemplateQuery): Promise<ListedTemplate[]> {
    const [afterName, afterId] = cursorKey(query, 2) ?? [];
    const { words, patterns } = await readTypedWords(tx, query.q);
    return tx.query(LIST, [words, patterns, afterName, afterId, rowsFor(query)]);
  }

  async get(tx: Tx, id: string): Promise<WholeTemplate> {
    const template = await tx.em.findOneBy(Template, { id });
    if (!template) throw new AppError('not_found');
    const items = await itemsOf(tx, id);
    return { template, items, exercises: await this.exercises.getOncePublished(tx, exerciseIds(items)) };
  }

  /** The plan to begin with. Throws template.retired. */
  async getPlan(tx: Tx, id: string): Promise<PlanChoice> {
    const { template, items } = await this.get(tx, id);
    template.assertInUse();
    const { phases, groups } = template;
    return { items: items.map(({ groupName, ...item }) => ({ ...item, group: groupName })), phases, groups };
  }

  /** Throws what `wholePlan` throws, and template.name_taken. */
  async create(tx: Tx, given: NewTemplateDto): Promise<WholeTemplate> {
    const library = await this.exercises.getPrescribable(tx, exerciseIds(given.items));
    return this.keep(tx, given, wholePlan(planIn(given), library, 'template'));
  }

  /** Of a plan that was drafted already, and so passed every check; what was retired since stays in it, and is shown. */
  async keep(tx: Tx, named: TemplateNameDto, plan: PlanChoice): Promise<WholeTemplate> {
    return this.get(tx, await this.write(tx, named, plan, null));
  }

  /** Of a plan that passed every check. Answers the new id; throws template.name_taken. `importId`: the import that brings it. */
  async write(
    tx: Tx,
    { name, about = null }: TemplateNameDto,
    plan: PlanChoice,
    importId: string | null,
  ): Promise<string> {
    const id = randomUUID();
    await assertNameIsFree(tx, name, id);
    const { clinicId, id: createdBy } = tx.actor;
    const { phases, groups } = plan;
    await tx.em.insert(Template, {
      id,
      clinicId,
      name,
      about,
      phases: [...phases],
      groups: [...groups],
      createdBy,
      importId,
    });
    await insertItems(tx, id, plan);
    await record(tx, 'template.created', { type: 'template', ids: [id] });
    return id;
  }

  /** What it holds already may stay, even if it was retired since: a name can be mended without mending the plan. */
  async change(tx: Tx, id: string, expected: number, given: NewTemplateDto): Promise<WholeTemplate> {
    const template = await getForUpdate(tx, id);
    assertRevision(template, expected);
    template.assertInUse();
    const held = new Set(exerciseIds(await itemsOf(tx, id)));
    const once = await this.exercises.getOncePublished(tx, exerciseIds(given.items));
    const library = once.filter((exercise) => exercise.status === 'published' || held.has(exercise.id));
    const plan = wholePlan(planIn(given), library, 'template');
    await assertNameIsFree(tx, given.name, id);
    const { name, about = null } = given;
    const { phases, groups } = plan;
    await tx.em.update(Template, { id }, { name, about, phases: [...phases], groups: [...groups] });
    await tx.em.delete(TemplateItem, { templateId: id });
    await insertItems(tx, id, plan);
    return this.recorded(tx, 'template.changed', id);
  }

  async retire(tx: Tx, id: string, expected: number): Promise<WholeTemplate> {
    const template = await getForUpdate(tx, id);
    assertRevision(template, expected);
    template.assertInUse();
    await tx.em.update(Template, { id }, { retiredAt: tx.now, retiredBy: tx.actor.id });
    return this.recorded(tx, 'template.retired', id);
  }

  private async recorded(tx: Tx, action: `template.${string}`, id: string): Promise<WholeTemplate> {
    await record(tx, action, { type: 'template', ids: [id] });
    return this.get(tx, id);
  }
}

const exerciseIds = (items: readonly { exerciseId: string }[]): string[] =>
  items.map(({ exerciseId }) => exerciseId);

const planIn = ({ items, phases = [], groups = [] }: NewTemplateDto) => ({ items, phases, groups });

async function getForUpdate(tx: Tx, id: string): Promise<Template> {
  const template = await tx.em.findOne(Template, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!template) throw new AppError('not_found');
  return template;
}

const itemsOf = (tx: Tx, templateId: string): Promise<TemplateItem[]> =>
  tx.em.find(TemplateItem, { where: { templateId }, order: { place: 'ASC' } });

async function insertItems(tx: Tx, templateId: string, { items }: PlanChoice): Promise<void> {
  await tx.em.insert(
    TemplateItem,
    items.map((item, index) => ({
      id: randomUUID(),
      clinicId: tx.actor.clinicId,
      templateId,
      place: index + 1,
      exerciseId: item.exerciseId,
      dosage: item.dosage,
      why: item.why,
      variation: item.variation ?? null,
      level: item.level ?? null,
      phase: item.phase ?? null,
      groupName: item.group ?? null,
      isOptional: item.isOptional ?? false,
      isComfort: item.isComfort ?? false,
      onBadDay: item.onBadDay ?? 'left_out',
      badDayDosage: item.badDayDosage ?? null,
      note: item.note ?? null,
    })),
  );
}

async function assertNameIsFree(tx: Tx, name: string, id: string): Promise<void> {
  const taken = await tx.query(
    'select 1 from portal.template where lower(name) = lower($1) and id <> $2 and retired_at is null',
    [name, id],
  );
  if (taken.length > 0) throw new AppError('template.name_taken');
}

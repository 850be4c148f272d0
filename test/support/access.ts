import { randomUUID } from 'node:crypto';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Response } from 'supertest';
import { adviceOf, ownExercise, people, type PersonName } from './cast';
import { saying } from './check-in';
import { clip } from './clip';
import { announce, film } from './filming';
import { givePassword, PASSWORD } from './credentials';
import type { Caller, Stage } from './stage';
import { assess, assessAgain, draft, issue, item, redraft, today, transit } from './visit';

/** Those who ask, in the order of the table's columns. All things asked about belong to clinic North. */
export const PERSONAS = [
  'anonymous',
  'ann',
  'cara',
  'ben',
  'rivera',
  'kaya',
  'osei',
  'dale',
  'adams',
] as const;
export type Persona = 'anonymous' | Extract<PersonName, (typeof PERSONAS)[number]>;

export interface Operation {
  id: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  needsIfMatch: boolean;
  takesBody: boolean;
  /** Its body is a file: a list, or no JSON at all. */
  takesUpload: boolean;
  mediaType: string;
  needsKey: boolean;
}

interface DocumentedOperation {
  operationId: string;
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: { content: Record<string, { example?: object | string }> };
}

export function operationsOf(document: OpenAPIObject): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, DocumentedOperation>).map(([method, one]) => ({
      id: one.operationId,
      method: method as Operation['method'],
      path,
      needsIfMatch: (one.parameters ?? []).some((parameter) => parameter.name === 'If-Match'),
      takesBody: one.requestBody !== undefined,
      takesUpload: isUpload(one.requestBody?.content),
      mediaType: Object.keys(one.requestBody?.content ?? {})[0] ?? 'application/json',
      needsKey: (one.parameters ?? []).some(
        (parameter) => parameter.name === 'Idempotency-Key' && parameter.required,
      ),
    })),
  );
}

const isUpload = (content: Record<string, { example?: object | string }> = {}): boolean =>
  Object.values(content).some(({ example }) => Array.isArray(example) || typeof example === 'string');

/** Sends an operation as its document describes it, about the things that `targets` names. */
export async function requestOf(
  caller: Caller,
  operation: Operation,
  document: OpenAPIObject,
  targets: Targets,
): Promise<Response> {
  const path = operation.path
    .replace('/api/v1', '')
    .replace(/\{(\w+)\}/g, (_, name: string) => targets.parameter(operation, name));
  const test = caller[operation.method](path);
  if (operation.needsIfMatch) void test.set('if-match', targets.etag(operation));
  if (operation.needsKey) void test.set('idempotency-key', `${operation.id}-${Math.random()}`);
  if (!operation.takesBody) return test;
  return test.type(operation.mediaType).send(targets.body(operation) ?? exampleOf(document, operation));
}

function exampleOf(document: OpenAPIObject, operation: Operation): object | string {
  const methods = document.paths[operation.path] as Record<string, DocumentedOperation>;
  return methods[operation.method]?.requestBody?.content[operation.mediaType]?.example as object | string;
}

const PHASE = { name: 'Build', begins: 'criteria', weeks: { from: 1 }, entryCriteria: ['No pain at rest.'] };

/** For each operation, something of clinic North that it can be done to. */
export class Targets {
  private constructor(
    private readonly ids: Record<string, string>,
    private readonly revisions: Record<string, number>,
    readonly lastAuditId: string,
    private readonly bodies: Record<string, object>,
    private readonly isAbsent = false,
  ) {}

  /** Lives through visits until every kind of thing is there, in a state in which every verb is possible. */
  static async prepare(stage: Stage): Promise<Targets> {
    const ids: Record<string, string> = {};
    const adams = stage.as('adams');
    const rivera = stage.as('rivera');
    await givePassword(stage, 'rivera', 'kaya', 'osei', 'dale', 'adams');
    const { body: newcomer } = await adams
      .post('/staff')
      .send({ name: 'Nina New', email: 'nina@clinic.example', roles: ['desk'] })
      .expect(201);
    await adams.post(`/staff/${newcomer.id}/invitation`).expect(201);
    await rivera.post(`/patients/${people.ann.id}/link`).expect(201);
    const { body: site } = await adams
      .post('/clinic/sites')
      .send({ name: 'Second site', address: '2 Low Street' })
      .expect(201);
    const { body: pia } = await rivera
      .post('/patients')
      .send({
        name: 'Pia Pond',
        dateOfBirth: '1970-01-01',
        identifiers: [{ system: 'https://pms.example', value: 'P-1' }],
      })
      .expect(201);

    const { body: imported } = await stage
      .as('dale')
      .post('/patient-imports')
      .type('text/csv')
      .send('name,dateOfBirth\nIvy Inch,1971-05-06\n')
      .expect(200);

    // a language is each clinic's own
    for (const clinician of [rivera, stage.as('osei')]) {
      await clinician.put('/languages/pl/own-wordings/notice').send({ text: 'Nasze słowa.' }).expect(204);
      await clinician
        .post('/languages/pl/approvals')
        .send({ textIds: ['notice'], comparedBy: 'Anna Nowak' })
        .expect(201);
    }

    const paused = await assess(stage, 'rivera', 'ben');
    const pausedRx = await draft(stage, 'rivera', paused.episodeId);
    await issue(stage, 'rivera', pausedRx, { reviewOn: await today(stage, 14) }).expect(200);
    await transit(stage, 'rivera', pausedRx.id, 'pause', { because: 'A cold.' });

    const free = await assess(stage, 'rivera', 'ann');
    const freeRx = await draft(stage, 'rivera', free.episodeId);
    const { body: openDraft } = await rivera
      .post(`/episodes/${free.episodeId}/assessments`)
      .send({
        seenOn: await today(stage),
        contact: 'in_person',
        presentations: [],
        screen: { kind: 'attested', recordNumber: 'CARD-2' },
        suitable: true,
        recordNumber: 'CARD-2',
      })
      .expect(201);
    const { body: hold } = await rivera
      .post(`/patients/${pia.id}/holds`)
      .send({ because: 'To be seen.' })
      .expect(201);
    const checkIn = {
      id: randomUUID(),
      kind: 'full',
      at: new Date().toISOString(),
      answers: saying('NIGHT'),
    };
    await stage.as('ann').post('/check-ins').send(checkIn).expect(201);
    const { body: ownDraft } = await rivera.post(`/exercises/${ownExercise.north.id}/copy`).expect(201);

    const waiting = await assess(stage, 'rivera', 'ann');
    const waitingRx = await draft(stage, 'rivera', waiting.episodeId);
    await issue(stage, 'rivera', waitingRx, { reviewOn: await today(stage, 14) }).expect(200);
    const again = await redraft(stage, 'rivera', waitingRx.id, [item({ why: 'It eases your back again.' })]);
    await issue(stage, 'rivera', again, {}).expect(200);
    for (const name of ['ann', 'cara', 'ben'] as const)
      await stage.as(name).put('/video-consents/file').expect(200);

    const { body: carer } = await stage.as('ann').post('/carers').send({ name: 'Cleo Carter' }).expect(201);
    const { body: child } = await rivera
      .post('/patients')
      .send({ name: 'Tim Small', dateOfBirth: `${Number((await today(stage)).slice(0, 4)) - 9}-01-01` })
      .expect(201);
    const { body: guardian } = await rivera
      .post(`/patients/${child.id}/guardians`)
      .send({ name: 'Greta Small', evidence: 'Passport seen.', evidenceKind: 'document_seen' })
      .expect(201);
    const [power] = await stage.owner<{ id: string }>(
      `insert into portal.carer (clinic_id, patient_id, kind, name, evidence, evidence_kind, let_in_by)
       values ($1, $2, 'guardian', 'Greg Allen', 'The power seen.', 'attorney', $3) returning id`,
      [people.ann.clinicId, people.ann.id, people.rivera.id],
    );
    const { body: note } = await rivera
      .post(`/patients/${people.ben.id}/competence-notes`)
      .send({ found: 'lacks_capacity', about: 'The plan.', reasons: 'Feverish.' })
      .expect(201);
    const [passkey] = await stage.owner<{ id: string }>(
      `insert into portal.passkey (clinic_id, patient_id, credential_id, public_key, counter, device)
       values ($1, $2, 'a-key-of-ann', 'key', 0, 'Phone/1.0') returning id`,
      [people.ann.clinicId, people.ann.id],
    );
    const { body: feed } = await stage.as('ann').post('/calendar-feed').expect(201);
    const times = { times: ['08:00'], days: ['monday'], channel: 'mail' };
    await stage.as('ann').put('/reminders').send(times).expect(200);
    const [reminder] = await stage.owner<{ secret: string }>(
      'select stop_secret as secret from portal.reminder where patient_id = $1 and stopped_at is null',
      [people.ann.id],
    );

    const ann = adviceOf('ann');
    const { headers: clinic } = await adams.get('/clinic').expect(200);
    await adams
      .put('/clinic/logo')
      .set('if-match', clinic.etag as string)
      .type('application/octet-stream')
      .send(clip('small.png'))
      .expect(200);
    const { body: licence } = await adams
      .post('/instrument-licences')
      .send({ instrument: 'RMDQ', reference: 'A letter.' })
      .expect(201);
    const { body: score } = await rivera
      .post(`/episodes/${free.episodeId}/outcomes`)
      .send({ instrument: 'NPRS', answers: { pain: 5 } })
      .expect(201);
    const phased = await assess(stage, 'rivera', 'ann');
    const { body: phasedDraft, headers } = await rivera
      .post(`/episodes/${phased.episodeId}/prescriptions`)
      .send({ items: [item({ phase: 'Build' })], phases: [PHASE] })
      .expect(201);
    const phasedRx = { id: phasedDraft.id as string, etag: headers.etag as string };
    await issue(stage, 'rivera', phasedRx, { reviewOn: await today(stage, 14) }).expect(200);
    const { body: stop } = await stage.as('ann').post(`/routine-items/${ann.itemIds[2]}/stop`).expect(200);
    // after the others, whose drafts would else have taken the picture too
    const picture = await film(stage, 'rivera', 'picture', clip('small.png'));
    const watched = await assess(stage, 'rivera', 'ann');
    const watchedRx = await draft(stage, 'rivera', watched.episodeId, [item({ pictureIds: [picture] })]);
    await issue(stage, 'rivera', watchedRx, { reviewOn: await today(stage, 14) }).expect(200);
    await stage.as('ann').post(`/episodes/${watched.episodeId}/advice-confirmation`).expect(200);
    const announced = await announce(stage, 'rivera', 'picture', clip('small.png').length);
    Object.assign(ids, {
      'routine-items': ann.itemIds[0],
      'itemStop.takeBack': ann.itemIds[2],
      'item-stops': stop.id,
      prescriptionId: ann.prescriptionId,
      media: picture,
      'content.receive': announced.id,
      'session.end': people.kaya.sessionId,
      'session.endAllOfStaff': people.kaya.id,
      'invitation.invite': newcomer.id,
      'invitation.revoke': newcomer.id,
      'clinic.changeSite': site.id,
      'clinic.closeSite': site.id,
      staff: people.novak.id,
      carers: carer.carer.id,
      'guardian.writeDown': child.id,
      guardians: guardian.carer.id,
      'carer.keepOn': power!.id,
      'guardian.keepOn': power!.id,
      'competence-notes': note.id,
      'competence.write': child.id,
      passkeys: passkey!.id,
      patients: people.ann.id,
      'patient-imports': imported.import.id,
      'patient.readmit': people.dot.id,
      'patient.removeIdentifier': pia.id,
      identifierId: pia.identifiers[0].id,
      episodes: free.episodeId,
      'consent.confirmAdvice': waiting.episodeId,
      assessments: openDraft.id,
      'assessment.read': ann.assessmentId,
      'signature.write': ann.assessmentId,
      'signature.enterInError': ann.assessmentId,
      'entryInError.enter': phased.episodeId,
      holds: hold.id,
      'check-ins': checkIn.id,
      'instrument-licences': licence.id,
      outcomes: score.id,
      prescriptions: ann.prescriptionId,
      'prescription.issue': freeRx.id,
      'prescription.discardDraft': freeRx.id,
      'prescription.resume': pausedRx.id,
      'prescription.beginPhase': phasedRx.id,
      'version.changes': waitingRx.id,
      'schedule.read': waitingRx.id,
      exercises: ownExercise.north.id,
      'exercise.publish': ownDraft.id,
      'exercise.change': ownDraft.id,
      videoId: ownExercise.north.videoId,
      'consent.give': 'youtube',
      provider: 'file',
      code: 'pl',
      text: 'notice',
      secret: (feed.address as string).split('/').at(-1)!.replace('.ics', ''),
    });
    await assessAgain(stage, 'rivera', ann.episodeId);
    const first = await askForRecord(stage);
    await rivera
      .post(`/record-requests/${first.id}/release`)
      .set('if-match', first.etag)
      .send({ judged: first.notes, heldBack: [] })
      .expect(200);
    const second = await askForRecord(stage);
    ids['recordRequest.fetch'] = first.id;
    ids['record-requests'] = second.id;

    const { body: closedDay } = await adams
      .post('/closed-days')
      .send({ name: 'Inventory', from: await today(stage, 300), to: await today(stage, 301) })
      .expect(201);
    const { body: cover } = await adams
      .post('/covers')
      .send({
        staffId: people.kaya.id,
        coveredById: people.lind.id,
        from: await today(stage),
        to: await today(stage, 3),
      })
      .expect(201);
    const [alert] = await stage.owner<{ id: string }>(
      `insert into portal.alert (clinic_id, patient_id, kind, key, facts, due_at, for_staff_id)
       values ($1, $2, 'A4', 'adherence', '{"because":"no_report","lastReportOn":null}', portal.portal_now(), $3)
       returning id`,
      [people.ann.clinicId, people.ann.id, people.rivera.id],
    );
    ids['closed-days'] = closedDay.id;
    ids.covers = cover.id;
    ids.alerts = alert!.id;
    ids['call-backs'] = people.ann.id;

    const { body: handed } = await rivera
      .post('/patients')
      .send({ name: 'Hal Hand', dateOfBirth: '1975-03-03', responsibleId: people.rivera.id })
      .expect(201);
    const { body: given } = await rivera
      .post('/patients')
      .send({ name: 'Gia Given', dateOfBirth: '1975-03-03', responsibleId: people.rivera.id })
      .expect(201);
    const handOver = { toId: people.lind.id, reason: 'sharing_out' };
    const { body: made } = await rivera
      .post('/hand-overs')
      .send({ ...handOver, patientIds: [given.id] })
      .expect(201);
    ids['hand-overs'] = made.id;

    const twins: string[] = [];
    for (const name of ['Tia Twin', 'Tia Twinn', 'Tia Twynn', 'Tia Twyn']) {
      const { body } = await rivera.post('/patients').send({ name, dateOfBirth: '1975-03-03' }).expect(201);
      twins.push(body.id);
    }
    const [twin, another, kept, third] = twins as [string, string, string, string];
    const merged = async (id: string): Promise<string> => {
      const { body } = await rivera
        .post(`/patients/${id}/merges`)
        .set('if-match', '"1"')
        .send({ intoId: kept, because: 'One woman.' })
        .expect(201);
      return body.id;
    };
    ids.merges = await merged(twin);
    ids['merge.confirm'] = await merged(third);
    ids['merge.merge'] = another;
    ids['move.move'] = phased.episodeId;
    const ofTheEnd = await theEndOfRecords(stage);
    Object.assign(ids, ofTheEnd.ids);

    const [template] = await stage.owner<{ id: string }>(
      'select id from portal.template where clinic_id = $1',
      [people.rivera.clinicId],
    );
    ids.templates = template!.id;
    const { body: brought } = await rivera
      .post('/template-imports')
      .type('text/csv')
      .send('template,exercise,why\nBrought,Glute bridge,It helps.\n')
      .expect(200);
    ids['template-imports'] = brought.import.id;

    const reviewOn = await today(stage, 14);
    const plan = { items: [item()] };
    const bodies = {
      // undefined: not sent, though the document's example has it
      'competence.write': {
        ...{ found: 'competent', about: 'The plan.', reasons: 'Says it back in her words.' },
        ...{ foundOn: undefined, reviewOn: undefined },
      },
      'handOver.make': { ...handOver, patientIds: [handed.id], all: undefined, fromId: undefined },
      'handOver.takeBack': { note: 'The wrong colleague.' },
      'merge.merge': { intoId: kept, because: 'One woman.' },
      'move.move': { patientId: kept, because: 'Of another.' },
      ...ofTheEnd.bodies,
      'leaving.leave': { lastDay: await today(stage, 30), handOverToId: people.lind.id },
      'locum.engage': {
        name: 'Lou Locum',
        email: 'lou@clinic.example',
        profession: 'osteopath',
        activeFrom: await today(stage, 10),
        activeTo: await today(stage, 20),
        covers: [people.rivera.id],
      },
      'openingHours.enter': {
        backupId: people.kaya.id,
        stretches: [{ weekday: 'monday', opens: '08:00', closes: '12:00' }],
      },
      'openingHours.close': { name: 'Inventory', from: await today(stage, 310), to: await today(stage, 311) },
      'openingHours.arrange': {
        staffId: people.rivera.id,
        coveredById: people.lind.id,
        from: await today(stage),
        to: await today(stage, 3),
      },
      'language.approve': { textIds: ['not_watched'], comparedBy: 'Anna Nowak' },
      'language.write': { text: 'Nasze nowe słowa.' },
      'ownLanguage.choose': { language: 'en' },
      'clinic.engage': { name: 'Jo New', email: 'jo@clinic.example', roles: ['desk'] },
      'clinic.changeStaff': { name: 'Petra Novak' },
      'patient.register': { name: 'Una Unwin', dateOfBirth: '1980-01-01' },
      'patient.change': { phone: '07700 900111' },
      'assessment.draft': { kind: 'full' },
      'assessment.change': { painNprs: 3 },
      'prescription.begin': plan,
      'walkIn.receive': {
        patient: { name: 'Wim Walker', dateOfBirth: '1980-01-01' },
        isSomebodyElse: true,
        episode: { title: 'Low back' },
        assessment: {
          seenOn: await today(stage),
          contact: 'in_person',
          presentations: [{ kind: 'arthritic_ache' }],
          screen: { kind: 'attested', recordNumber: 'CARD-3' },
          findings: { outlook: { floorTransferUnaided: 'yes' } },
          suitable: true,
        },
        signature: { statement: 'i_saw_this_patient_and_answer_for_this' },
        plan,
        issue: { reviewOn },
        confirmedInRoom: true,
        link: true,
      },
      'prescription.redraft': plan,
      'template.create': { name: 'Second week', ...plan },
      'template.change': { name: 'Third week', ...plan },
      'prescription.issue': { reviewOn },
      // other phones make other ids
      'checkIn.make': { ...checkIn, id: randomUUID() },
      'checkIn.say': { id: randomUUID(), kind: 'confirmed', codes: ['NIGHT'], at: checkIn.at },
      'prescription.beginPhase': { phase: PHASE.name },
      'diary.tell': { entries: [await aMorning(stage)] },
      'paperLog.takeDown': { entries: [await aMorning(stage)] },
      'today.see': { versionId: ann.versionId },
      'outcome.license': { instrument: 'ODI', reference: 'A letter.' },
      'outcome.take': { instrument: 'NPRS', answers: { pain: 4 } },
      'prescription.extend': { reviewOn, because: 'Phoned: doing well.' },
      'exercise.draft': {
        name: 'Wall sit',
        summary: 'Sit against a wall.',
        pillar: 'strengthen',
        muscles: ['quadriceps'],
        equipment: ['wall'],
        position: 'standing',
        steps: ['Lean on a wall.', 'Bend your knees.'],
        mistakes: ['Do not hold your breath.'],
        traits: [],
      },
      'media.change': { title: 'Another title' },
      'content.receive': clip('small.png'),
      'settings.replaceLogo': clip('small.jpg'),
      'exercise.change': { name: 'Another name' },
      'video.attach': {
        url: 'https://videos.example.org/another-placeholder.mp4',
        title: 'Placeholder, not a real video',
        language: 'en',
        captions: true,
        checked: true,
      },
      // with the alerts that came meanwhile
      'recordRequest.release': { judged: await notesToJudge(stage, second.id), heldBack: [] },
      'ownPassword.change': { currentPassword: PASSWORD, newPassword: 'lantern quarry oatmeal 4' },
      'session.signIn': { email: 'nobody@clinic.example', password: 'not the right one at all' },
      'session.renew': { refreshToken: 'nobody-was-ever-given-this-token' },
      'reminder.set': times,
      'reminder.stop': { secret: reminder!.secret },
      'invitation.accept': {
        secret: 'nobody-was-ever-given-this-secret',
        password: 'a new password of nobody',
      },
      'ownEmail.confirm': { secret: 'nobody-was-ever-given-this-secret' },
      'patientLink.open': { secret: 'nobody-was-ever-given-this-secret', dateOfBirth: '1961-04-12' },
    };
    const [last] = await stage.owner<{ id: string }>('select max(id) as id from portal.audit_entry');
    return new Targets(ids, await revisionsOf(stage, Object.values(ids)), last!.id, bodies);
  }

  /** The same questions about something that nobody has. */
  absent(id: string): Targets {
    const ids = Object.fromEntries(
      Object.entries(this.ids).map(([key, value]) => [key, /^\w+$/.test(value) ? value : id]),
    );
    // a password that nobody has, so that nobody is signed out by who may not
    const ownPassword = {
      currentPassword: 'the one that nobody has',
      newPassword: 'lantern quarry oatmeal 4',
    };
    const bodies = { ...this.bodies, 'ownPassword.change': ownPassword };
    return new Targets(ids, {}, this.lastAuditId, bodies, true);
  }

  parameter(operation: Operation, name: string): string {
    const noun = operation.path.split('/')[3] as string;
    const own = name === 'id' || name === 'provider' ? this.ids[operation.id] : undefined;
    const id = own ?? this.ids[name === 'id' ? noun : name];
    if (!id)
      throw new Error(`No target for {${name}} of ${operation.id}: prepare one in test/support/access.ts.`);
    return id;
  }

  etag(operation: Operation): string {
    // the hours have a revision of their own, and nobody has changed them
    if (this.isAbsent || operation.id === 'openingHours.enter') return '"1"';
    const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
    const id = names.length > 0 ? this.parameter(operation, names.at(-1) as string) : people.rivera.clinicId;
    const revision = this.revisions[id] ?? this.revisions[this.parameter(operation, names[0] as string)];
    return `"${revision ?? 1}"`;
  }

  body(operation: Operation): object | undefined {
    return this.bodies[operation.id];
  }
}

/** What anybody who is looked after may tell, whatever was advised to them. */
async function aMorning(stage: Stage): Promise<object> {
  const [row] = await stage.owner<{ at: Date }>('select portal.portal_now() as at');
  const ofItems = [
    'sessionId',
    'prescriptionId',
    'itemId',
    'dose',
    'setsDone',
    'repsDone',
    'secondsDone',
    'metresDone',
  ];
  return {
    ...Object.fromEntries(
      [...ofItems, 'notDoneBecause', 'howMuch', 'effort', 'corrects'].map((field) => [field, null]),
    ),
    ...{ id: randomUUID(), kind: 'next_morning', at: row!.at.toISOString(), pain: 1 },
    ...{ spread: 'none', note: 'Slept well.', onBadDay: false },
  };
}

async function askForRecord(stage: Stage): Promise<{ id: string; etag: string; notes: number }> {
  const { body, headers } = await stage.as('ann').post('/record-requests').send({}).expect(201);
  return { id: body.id, etag: headers.etag as string, notes: await notesToJudge(stage, body.id) };
}

async function notesToJudge(stage: Stage, id: string): Promise<number> {
  const { body } = await stage.as('rivera').get(`/record-requests/${id}/notes`).expect(200);
  return body.length;
}

/** Somebody who died, somebody who is archived, a legal hold that is open, and a record whose time is over. */
async function theEndOfRecords(stage: Stage): Promise<{ ids: Record<string, string>; bodies: object }> {
  const register = async (name: string): Promise<string> =>
    (await stage.as('dale').post('/patients').send({ name, dateOfBirth: '1950-01-01' }).expect(201)).body.id;
  const [died, archived, kept] = [
    await register('Dee Dead'),
    await register('Arn Archive'),
    await register('Ken Kept'),
  ];
  const due = await register('Dora Due');
  await stage
    .as('dale')
    .post(`/patients/${died}/death`)
    .set('if-match', '"1"')
    .send({ because: 'A letter.' })
    .expect(200);
  const archiving = { because: 'Not seen.', patientIds: [archived] };
  await stage.as('dale').post('/archivings').send(archiving).expect(200);
  const { body: hold } = await stage
    .as('dale')
    .post(`/patients/${kept}/legal-holds`)
    .send({ because: 'A claim.' })
    .expect(201);
  await stage.owner(
    `update portal.patient set created_at = created_at - interval '3000 days' where id = $1`,
    [due],
  );
  return {
    ids: {
      'death.reverse': died,
      'archiving.bringBack': archived,
      'legal-holds': hold.id,
      'deletion.delete': due,
    },
    bodies: {
      'archiving.archive': { because: 'Not seen.', patientIds: [kept], notSeenSince: undefined },
      'deletion.delete': { because: 'Its time was over.', confirmName: 'Dora Due' },
    },
  };
}

const WITH_REVISION = [
  'legal_hold',
  'clinic',
  'site',
  'staff',
  'patient',
  'episode',
  'assessment',
  'hold',
  'prescription',
  'exercise',
  'exercise_video',
  'template',
  'alert',
  'media',
  'record_request',
];

async function revisionsOf(stage: Stage, ids: string[]): Promise<Record<string, number>> {
  const revisions: Record<string, number> = {};
  for (const table of WITH_REVISION) {
    const rows = await stage.owner<{ id: string; revision: number }>(
      `select id, revision from portal.${table} where id = any($1) or id = $2`,
      [ids.filter((id) => /^[0-9a-f-]{36}$/.test(id)), people.rivera.clinicId],
    );
    for (const row of rows) revisions[row.id] = row.revision;
  }
  return revisions;
}

/**
 * What was found stands over HTTP too, whatever a later sheet, another episode or another record leaves out; and a warning sign
 * in pregnancy holds the patient with the signature, though no question of the screen asks for it.
 */
import { RED_FLAG_CODES } from '../../src/screen/red-flags';
import { openStage, type Stage } from '../support/stage';
import { assessAgain, draft, item, today } from '../support/visit';

describe('what was found', () => {
  let stage: Stage;
  const shared: Record<string, string> = {};
  beforeAll(async () => {
    stage = await openStage();
    const rows = await stage.owner<{ code: string; id: string }>(
      'select code, id from portal.exercise where clinic_id is null',
    );
    for (const { code, id } of rows) shared[code] = id;
  });
  afterAll(() => stage.close());

  const floor = { outlook: { floorTransferUnaided: 'yes' } };
  const newcomer = async () => {
    const fields = { name: 'Nora New', dateOfBirth: '1988-05-04' };
    return (await stage.as('rivera').post('/patients').send(fields).expect(201)).body.id as string;
  };
  const episodeOf = async (patientId: string) => {
    const opening = stage.as('rivera').post(`/patients/${patientId}/episodes`).send({ title: 'Back' });
    return (await opening.expect(201)).body as { id: string; revision: number };
  };
  const appraised = async (episodeId: string, code: string) => {
    const { id } = await draft(stage, 'rivera', episodeId, [item({ exerciseId: shared[code] })]);
    const { body } = await stage.as('rivera').get(`/prescriptions/${id}/appraisal`).expect(200);
    return body.matches as { ruleId: string; level: string; because: { words: string }[] }[];
  };
  const rules = async (...asked: Parameters<typeof appraised>) =>
    (await appraised(...asked)).map(({ ruleId, level }) => `${ruleId} ${level}`);

  it('of a stressed bone is not taken back by a call that found nothing new', async () => {
    const { id } = await episodeOf(await newcomer());
    const answers = RED_FLAG_CODES.map((code) =>
      code === 'BSI'
        ? { item: code, answer: 'yes', signs: ['focal_tenderness'] }
        : { item: code, answer: 'no' },
    );
    await assessAgain(stage, 'rivera', id, { screen: { kind: 'answered', answers }, findings: floor });
    await assessAgain(stage, 'rivera', id, { kind: 'nothing_new', contact: 'phone', findings: {} });
    expect(await rules(id, 'walk_run')).toContain('R-BSI HARD');
  });

  it('in another episode counts while that one is open, and says that it is another', async () => {
    const patientId = await newcomer();
    const [first, second] = [await episodeOf(patientId), await episodeOf(patientId)];
    await assessAgain(stage, 'rivera', first.id, {
      presentations: [{ kind: 'leg_pain_radicular', side: 'left' }],
      findings: { ...floor, direction: { flexion: 'peripheralises' } },
    });
    await assessAgain(stage, 'rivera', second.id, { presentations: [], findings: floor });
    const match = (await appraised(second.id, 'knee_to_chest_double')).find(
      ({ ruleId }) => ruleId === 'R-DIR1',
    );
    expect(match?.because[0]?.words).toBe('repeated flexion: peripheralises, in another open episode');

    const closing = stage.as('rivera').post(`/episodes/${first.id}/closure`);
    await closing.set('if-match', `"${first.revision}"`).expect(200);
    expect(await rules(second.id, 'knee_to_chest_double')).not.toContain('R-DIR1 STRONG');
  });

  it('on a sheet that was another patient’s is gone, where it was taken over too', async () => {
    const { id } = await episodeOf(await newcomer());
    const latex = (answer: string) => ({ findings: { ...floor, history: { latexAllergy: { answer } } } });
    await assessAgain(stage, 'rivera', id, latex('yes'));
    const wrong = await assessAgain(stage, 'rivera', id, latex('no'));
    await assessAgain(stage, 'rivera', id, { carryForward: true, findings: {} });
    expect(await rules(id, 'band_side_walk')).not.toContain('R-LTX HARD');

    const error = stage.as('rivera').post(`/assessments/${wrong}/entry-in-error`);
    await error.set('if-match', '"2"').send({ because: 'Written for another patient.' }).expect(200);
    expect(await rules(id, 'band_side_walk')).toContain('R-LTX HARD');
  });

  describe('as a warning sign in pregnancy', () => {
    const bleeding = { history: { pregnancy: { pregnant: 'yes', weeks: 20, signs: ['bleeding'] } } };

    it('holds with the signature, and says where to send her', async () => {
      const patientId = await newcomer();
      const { id } = await episodeOf(patientId);
      const assessmentId = await assessAgain(stage, 'rivera', id, { findings: { ...floor, ...bleeding } });
      const signed = await stage.as('rivera').get(`/assessments/${assessmentId}`).expect(200);
      expect(signed.body).toMatchObject({
        holdFlags: ['PRG'],
        flags: [{ gradeId: 'PRG.sign', route: 'maternity', because: ['bleeding'], verified: false }],
      });
      const { body } = await stage.as('rivera').get(`/patients/${patientId}/holds`).expect(200);
      expect(body.items).toMatchObject([
        {
          flags: ['PRG'],
          actions: [{ code: 'PRG', route: 'maternity', text: 'A warning sign in pregnancy.' }],
          because: 'The signed assessment needs a decision on: PRG.',
        },
      ]);
    });

    it('of heart or calf is no "no" in the screen', async () => {
      const { id } = await episodeOf(await newcomer());
      const pregnancy = { pregnant: 'yes', signs: ['chest_pain', 'calf_swelling'] };
      const drafted = await stage
        .as('rivera')
        .post(`/episodes/${id}/assessments`)
        .send({
          seenOn: await today(stage),
          presentations: [],
          screen: { kind: 'attested', recordNumber: 'A-1' },
          suitable: true,
          findings: { history: { pregnancy } },
        })
        .expect(201);
      const signing = stage.as('rivera').post(`/assessments/${drafted.body.id}/signature`);
      const { body } = await signing.set('if-match', `"${drafted.body.revision}"`).expect(409);
      expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
        '/screen/answers/CARD',
        '/screen/answers/DVT',
      ]);
    });
  });
});

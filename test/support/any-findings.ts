/** Random findings without faults, for what must hold of all of them (fast-check). Absent parts are absent keys. */
import * as fc from 'fast-check';
import { findingFaults } from '../../src/finding/check-findings';
import * as found from '../../src/finding/findings';

/** All of them have happened on this day. */
export const ANY_DAY_UNTIL = '2026-11-20';

/** A generator for every field that there is: one that is added to the model is missing here until it has one. */
type Model<T> = { [K in keyof T]-?: fc.Arbitrary<NonNullable<T[K]>> };
const part = <T>(model: Model<T>, ...requiredKeys: (keyof T & string)[]): fc.Arbitrary<T> =>
  fc.record(model, { requiredKeys: requiredKeys as never[] }) as unknown as fc.Arbitrary<T>;
const holding = <T>(any: fc.Arbitrary<T>, within: (one: T) => found.Findings): fc.Arbitrary<T> =>
  any.filter((one) => findingFaults(within(one), ANY_DAY_UNTIL).length === 0);

const asked = fc.constantFrom(...found.ASKED);
const rating = fc.integer({ min: 0, max: 10 });
const whole = (min: number, max: number) => fc.integer({ min, max });
const words = (max: number) =>
  fc
    .string({ minLength: 1, maxLength: max, unit: 'grapheme' })
    .map((text) => text.trim())
    .filter((text) => text.length > 0 && text.length <= max);
const day = whole(0, 365 * 70).map((ago) =>
  new Date(Date.parse(ANY_DAY_UNTIL) - ago * 86_400_000).toISOString().slice(0, 10),
);
const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
const someOf = <T>(values: readonly T[]) => fc.subarray([...values]);
const listOf = <T>(one: fc.Arbitrary<T>, ...keys: (keyof T)[]) =>
  fc.uniqueArray(one, {
    maxLength: 6,
    selector: (entry) =>
      keys
        .map((key) => entry[key])
        .join(' ')
        .toLowerCase(),
  });

const onset = part<found.Onset>({
  on: day,
  precision: oneOf(found.DATE_PRECISIONS),
  mode: oneOf(found.ONSET_MODES),
  firstEver: asked,
  previousEpisodes: whole(0, 99),
  firstEverAtAge: whole(0, 120),
});

const chartRegion = part<found.ChartRegion>(
  {
    region: oneOf(found.BODY_REGIONS),
    side: oneOf(found.CHART_SIDES),
    depth: oneOf(['superficial', 'deep'] as const),
    quality: oneOf(found.PAIN_QUALITIES),
    intensity: rating,
    constancy: oneOf(['constant', 'intermittent'] as const),
  },
  'region',
  'side',
);

const root = part<found.RootFinding>(
  {
    root: oneOf(found.ROOTS),
    side: oneOf(found.BODY_SIDES),
    power: whole(0, 5),
    touch: oneOf(found.TOUCHES),
    reflex: whole(0, 4),
    notTestable: fc.constant(true as const),
  },
  'root',
  'side',
);
const legRaise = part<found.LegRaise>(
  { side: oneOf(found.BODY_SIDES), degrees: whole(0, 120), reproducesLegPain: asked },
  'side',
);
const tension = part<found.NerveTension>(
  { side: oneOf(found.BODY_SIDES), positive: asked },
  'side',
  'positive',
);
const neuro = part<found.Neuro>({
  roots: listOf(
    holding(root, (one) => ({ neuro: { roots: [one] } })),
    'root',
    'side',
  ),
  legRaise: listOf(legRaise, 'side'),
  slump: listOf(tension, 'side'),
  femoralStretch: listOf(tension, 'side'),
  upperMotorSigns: asked,
  heelToeWalk: asked,
  saddleSensation: oneOf(found.SADDLE_SENSATIONS),
  trend: oneOf(found.TRENDS),
  notTestable: fc.constant(true as const),
  known: part<found.KnownDeficit>({ since: day, cause: words(500), investigatedOn: day }, 'since', 'cause'),
});

const range = part<found.RangeOfMotion>(
  {
    move: oneOf(found.ROM_MOVES),
    value: whole(-120, 400).map((halves) => halves / 2),
    unit: oneOf(found.ROM_UNITS),
    method: oneOf(found.ROM_METHODS),
    painful: asked,
  },
  'move',
  'value',
  'unit',
  'method',
);
const functionTest = part<found.FunctionTest>(
  {
    test: oneOf(found.FUNCTION_TESTS),
    side: oneOf(found.TESTED_SIDES),
    seconds: whole(0, 600),
    reps: whole(0, 200),
    quality: oneOf(['good', 'fair', 'poor'] as const),
    pain: rating,
  },
  'test',
  'side',
);
const capacity = part<found.Capacity>(
  { group: oneOf(found.CORE_GROUPS), side: oneOf(found.TESTED_SIDES), found: oneOf(found.CAPACITIES) },
  'group',
  'side',
  'found',
);

const km = whole(0, 5000).map((tenths) => tenths / 10);
const running = part<found.Running>({
  weeklyKmNow: km,
  weeklyKmUsual: km,
  weeklyKmBeforeOnset: km,
  runsAWeek: whole(0, 28),
  longestRunKm: km,
  recentChangePercent: whole(-100, 1000),
  surface: oneOf(['road', 'trail', 'track', 'treadmill', 'grass', 'mixed'] as const),
  terrain: oneOf(['flat', 'hilly', 'mixed'] as const),
  shoes: words(100),
  shoesKm: whole(0, 10_000),
  cadence: whole(60, 260),
  painFromKm: km,
  painFromMinutes: whole(0, 1440),
  painNextMorning: rating,
  targetEvent: words(200),
  targetOn: fc.constant('2027-04-11'),
  strengthSessionsAWeek: whole(0, 21),
  pastStressFracture: asked,
});

const condition = holding(
  part<found.Condition>({ answer: asked, since: day, managed: asked, note: words(500) }, 'answer'),
  (one) => ({ history: { steroids: one } }),
);
const hernia = fc
  .tuple(
    condition,
    fc.record({ place: oneOf(['abdominal_wall', 'groin', 'hiatus'] as const), repaired: asked }),
  )
  .map(([one, more]) => ({ ...one, ...more }));
const never = fc.constant({ none: true as const });
const pressure = holding(
  part<found.BloodPressure>(
    { systolic: whole(50, 300), diastolic: whole(20, 200), on: day, rested: asked },
    'systolic',
    'diastolic',
    'on',
  ),
  (one) => ({ history: { bloodPressure: [one] } }),
);
const surgery = holding(
  part<found.Surgery>(
    {
      region: oneOf(found.SURGERY_REGIONS),
      kind: oneOf(found.SURGERY_KINDS),
      on: day,
      clearedOn: day,
      restricted: asked,
      precautions: asked,
    },
    'region',
    'on',
  ),
  (one) => ({ history: { surgery: [one] } }),
);
const history = part<found.MedicalHistory>({
  bloodPressure: fc.array(pressure, { maxLength: 3 }),
  hypertension: condition,
  heartDisease: condition,
  cardiacEvent: fc.oneof(
    never,
    holding(fc.record({ on: day, clearedOn: day }, { requiredKeys: ['on'] }), (one) => ({
      history: { cardiacEvent: one },
    })),
  ),
  osteoporosis: condition,
  fragilityFractures: condition,
  pregnancy: holding(
    part<found.Pregnancy>(
      { pregnant: asked, weeks: whole(1, 42), signs: someOf(found.PREGNANCY_SIGNS) },
      'pregnant',
    ),
    (one) => ({ history: { pregnancy: one } }),
  ),
  birth: fc.oneof(
    never,
    holding(
      fc.record(
        { on: day, kind: oneOf(['vaginal', 'assisted', 'caesarean'] as const), checkedOn: day },
        { requiredKeys: ['on'] },
      ),
      (one) => ({ history: { birth: one } }),
    ),
  ),
  prolapseOrLeak: condition,
  surgery: fc.array(surgery, { maxLength: 3 }),
  cancer: condition,
  steroids: condition,
  anticoagulant: condition,
  diabetes: condition,
  immunosuppression: condition,
  inflammatoryArthritis: condition,
  hernia,
  glaucoma: condition,
  retinalSurgery: fc.oneof(never, fc.record({ on: day })),
  epilepsy: condition,
  falls: fc.record({ inTwelveMonths: whole(1, 400), injured: asked }, { requiredKeys: ['inTwelveMonths'] }),
  vestibularLoss: condition,
  positionalVertigo: condition,
  neuropathy: condition,
  latexAllergy: condition,
  hypermobility: condition,
  boneStress: fc.record(
    { state: oneOf(['suspected', 'confirmed'] as const), clearedOn: day },
    { requiredKeys: ['state'] },
  ),
  stenosis: condition,
  parsInjury: condition,
  arthritisFlare: condition,
  achillesPain: condition,
  hamstringTendonPain: condition,
  hamstringTear: fc.oneof(never, fc.record({ on: day })),
  wristOrShoulder: condition,
  kneePainKneeling: condition,
  kneePainDeepBend: condition,
});

/** Sometimes every part, mostly some. */
export function anyFindings(): fc.Arbitrary<found.Findings> {
  return part<found.Findings>({
    onset,
    bodyChart: listOf(
      holding(chartRegion, (one) => ({ bodyChart: [one] })),
      'region',
      'side',
    ),
    pain: part<found.PainRating>({ best: rating, worst: rating, periodHours: whole(1, 720) }),
    behaviour: part<found.Behaviour>({
      aggravating: someOf(found.MOVES),
      easing: someOf(found.MOVES),
      morningStiffnessMinutes: whole(0, 1440),
      wakesAtNight: oneOf(['no', 'first_half', 'second_half'] as const),
      neurogenicClaudication: asked,
    }),
    irritability: part<found.Irritability>({
      grade: oneOf(found.IRRITABILITIES),
      minutesToSettle: whole(0, 10_080),
      locked: asked,
    }),
    direction: part<found.DirectionalResponse>({
      flexion: oneOf(found.RESPONSES),
      extension: oneOf(found.RESPONSES),
      sideGlideLeft: oneOf(found.RESPONSES),
      sideGlideRight: oneOf(found.RESPONSES),
      preference: oneOf([...found.DIRECTIONS, 'none'] as const),
    }),
    neuro: holding(neuro, (one) => ({ neuro: one })),
    rangeOfMotion: listOf(
      holding(range, (one) => ({ rangeOfMotion: [one] })),
      'move',
      'method',
    ),
    functionTests: listOf(
      holding(functionTest, (one) => ({ functionTests: [one] })),
      'test',
      'side',
    ),
    capacity: holding(listOf(capacity, 'group', 'side'), (all) => ({ capacity: all })),
    psfs: listOf(
      part<found.PsfsActivity>({ activity: words(found.PSFS.name), score: rating }, 'activity', 'score'),
      'activity',
    )
      .filter((all) => all.length > 0)
      .map((all) => all.slice(0, found.PSFS.most)),
    running,
    recovery: part<found.FuelAndRecovery>({
      skipsMeals: asked,
      weightLoss: asked,
      sleepHours: whole(0, 96).map((quarters) => quarters / 4),
      menstrualChange: asked,
      dizziness: asked,
      illness: asked,
    }),
    history,
    outlook: part<found.Outlook>({
      expectations: words(1000),
      fearOfMovement: asked,
      lowMood: asked,
      work: words(500),
      beliefs: words(1000),
      preferences: words(1000),
      equipmentAtHome: fc.array(words(100), { maxLength: 5 }),
      minutesADay: whole(0, 600),
      floorTransferUnaided: asked,
    }),
    plan: part<found.CarePlan>({
      workingImpression: words(2000),
      sharedDecision: asked,
      consentToTreatment: asked,
      treatments: someOf(found.TREATMENTS),
      reviewOn: fc.constant('2026-12-04'),
      safetyNetGiven: asked,
    }),
  });
}

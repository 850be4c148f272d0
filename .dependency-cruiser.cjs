/**
 * Who may import whom. Arrows point one way: a feature may lean on those to the right of it and on db, http and
 * identity; nobody leans on a feature to the left.
 *
 *   prescription → appropriateness → assessment → episode, hold → patient → clinic
 *   prescription → template → plan → schedule, exercise
 *   prescription, hold → adherence → plan, schedule
 *   outcome → assessment                          assessment, hold → screen          assessment → finding
 *   prescription → schedule → dosage → calendar   appropriateness → exercise → dosage
 *   consent → exercise's vocabulary
 *   routine → (nothing clinical: only the gate and its words)
 */
const PURE =
  'src/(calendar/[a-z]+|dosage/(?!.*dto)[a-z/-]+|schedule/[a-z-]+|finding/(?!.*dto)[a-z-]+|' +
  'appropriateness/(?!.*(dto|entity|service|controller|module))[a-z/-]+|outcome/(instrument|outcome-series)|' +
  'prescription/(advice-rules|freshness|lifecycle|drafting|plan-level|plan-views|live-plan|schedule|reuse|what-changed)|plan/(?!.*dto)[a-z-]+|' +
  'adherence/adherence|screen/(?!.*(dto|controller|module))[a-z-]+|assessment/(short-form|screen-context|suitability)|' +
  'exercise/(traits|video-link|ladder|starting-dose|import/(imported-draft|free-exercise-db|own-csv))|routine/wording)\\.ts$';

const mayOnly = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: `^src/(${[from, ...to].join('|')})/` },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'rules-are-pure',
      comment: 'Clinical rules know neither Nest nor SQL nor a clock.',
      severity: 'error',
      from: { path: PURE },
      to: {
        path: '@nestjs|typeorm|^node:|node_modules/pg|src/db|\\.(service|controller|module)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'one-door',
      comment: 'Only src/db holds a connection; everybody else is handed a Tx.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot:
          '^src/(db/|http/health|demo/|clinic/(found-clinic|invite|operator)|' +
          'exercise/(load-starter-library|import/import-command))',
      },
      to: { path: 'node_modules/pg/' },
    },
    {
      name: 'demo-and-walkthrough-are-leaves',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main|demo/|walkthrough/)' },
      to: { path: '^src/(demo|walkthrough)/' },
    },
    mayOnly('http-knows-no-feature', 'http', ['db', 'identity'], 'What every answer has in common.'),
    mayOnly('calendar-stands-alone', 'calendar', [], 'A day is a day, whoever counts it.'),
    mayOnly(
      'dosage-stands-alone',
      'dosage',
      ['http', 'calendar'],
      'A dose is a dose, whoever prescribes it.',
    ),
    mayOnly('clinic', 'clinic', ['db', 'http', 'identity', 'audit'], ''),
    mayOnly('search-knows-no-feature', 'search', ['db'], 'How words are found, whatever says them.'),
    mayOnly('patient', 'patient', ['db', 'http', 'identity', 'audit', 'clinic', 'search'], ''),
    mayOnly('consent', 'consent', ['db', 'http', 'identity', 'audit', 'exercise'], ''),
    mayOnly('exercise', 'exercise', ['db', 'http', 'identity', 'audit', 'clinic', 'dosage', 'search'], ''),
    mayOnly(
      'screen-stands-alone',
      'screen',
      ['http', 'identity', 'clinic', 'calendar'],
      'What is asked, whoever asks it; of the clinic only whether it wants advice.',
    ),
    mayOnly('finding-stands-alone', 'finding', ['http', 'calendar'], 'What may be found, whoever finds it.'),
    mayOnly('episode', 'episode', ['db', 'http', 'identity', 'audit', 'patient'], ''),
    mayOnly(
      'hold',
      'hold',
      [
        ...['db', 'http', 'identity', 'audit', 'clinic', 'patient', 'screen'],
        // the weeks of a plan go on when the last hold is lifted, and its days are written anew
        ...['schedule', 'calendar', 'adherence'],
      ],
      '',
    ),
    mayOnly(
      'assessment',
      'assessment',
      [
        ...['db', 'http', 'identity', 'audit', 'clinic', 'patient', 'episode', 'hold', 'screen', 'finding'],
        'calendar',
      ],
      '',
    ),
    mayOnly(
      'prescription',
      'prescription',
      [
        ...['db', 'http', 'identity', 'audit', 'clinic', 'patient', 'episode', 'hold'],
        ...['assessment', 'exercise', 'dosage', 'schedule', 'appropriateness', 'plan', 'template'],
        ...['calendar', 'adherence'],
      ],
      '',
    ),
    mayOnly(
      'adherence',
      'adherence',
      [
        ...['db', 'http', 'identity', 'audit', 'patient', 'work'],
        ...['plan', 'schedule', 'dosage', 'calendar'],
      ],
      'What was asked and what was done; it knows neither who prescribes nor who holds.',
    ),
    mayOnly(
      'template',
      'template',
      ['db', 'http', 'identity', 'audit', 'exercise', 'dosage', 'search', 'plan'],
      'What is prescribed often; it knows no patient.',
    ),
    mayOnly(
      'plan',
      'plan',
      ['http', 'exercise', 'dosage', 'schedule'],
      'What may be written, whoever it is for.',
    ),
    mayOnly('schedule', 'schedule', ['dosage', 'calendar'], 'When it is due, whoever prescribed it.'),
    mayOnly(
      'appropriateness',
      'appropriateness',
      [
        ...['db', 'http', 'identity', 'audit', 'clinic', 'patient', 'episode', 'hold', 'assessment'],
        ...['finding', 'screen', 'exercise', 'dosage', 'calendar'],
      ],
      'What speaks for and against, given what was found; it knows no prescription.',
    ),
    mayOnly(
      'outcome',
      'outcome',
      ['db', 'http', 'identity', 'audit', 'episode', 'assessment', 'finding'],
      'Whether it helps.',
    ),
    mayOnly(
      'routine-knows-only-the-gate',
      'routine',
      ['db', 'http', 'identity', 'dosage', 'exercise'],
      'It reads one view; of the rest it shares only the vocabulary of its documentation.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default', 'types'],
    },
  },
};

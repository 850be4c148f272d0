/**
 * Who may import whom. Arrows point one way: a feature may lean on those to the right of it and on db, http and
 * identity; nobody leans on a feature to the left.
 *
 *   prescription → appropriateness → assessment → episode, hold → patient → clinic
 *   prescription → template → plan → schedule, exercise
 *   prescription, hold → adherence → plan, schedule
 *   outcome → assessment                          assessment, hold → screen          assessment → finding
 *   prescription → schedule → dosage → calendar   appropriateness → exercise → dosage
 *   check-in → hold, alert, screen, finding, schedule; of the routine its words
 *   prescription, routine → lifestyle
 *   consent → exercise's vocabulary
 *   patient, template, exercise → table-import: tables that somebody sends
 *   hand-over → opening-hours, patient, clinic; opening-hours of identity also how somebody is invited
 *   alert → opening-hours → schedule; alert → prescription's and outcome's rules, mail, work. Whoever hears of something
 *     raises it by alert/raise-alert and alert/after-entries
 *   prescription → media → exercise               consent → exercise's vocabulary
 *   routine → (nothing clinical: only the gate and its words)
 *   moving-out → backup: both are run by whoever runs this software, and nothing that serves comes there
 *   entry-in-error → prescription, outcome, assessment, episode: what ends with an episode, and nobody leans on it
 *   merge → patient, clinic: it knows no plan, whose a row is the database changes
 *   handout, own-data → settings → media, clinic: how the clinic looks
 *   walk-in → prescription, assessment, consent, patient: what each does by itself, and nobody leans on it
 *   record → patient, clinic: it knows tables by the catalogue and no feature, and nobody leans on it
 *   today → diary → alert, schedule, patient, routine’s words          today → plan → schedule
 *   language → the files that hold words, wherever they stand, and clinic; whoever says something to a patient → language
 */
const PURE = `src/(${[
  'calendar/[a-z]+',
  'dosage/(?!.*dto)[a-z/-]+',
  'schedule/[a-z-]+',
  'finding/(?!.*dto)[a-z-]+',
  'appropriateness/(?!.*(dto|entity|service|controller|module))[a-z/-]+',
  'outcome/(instrument|outcome-series)',
  'prescription/(advice-rules|changes-in-words|freshness|lifecycle|drafting|plan-level|plan-views|live-plan|schedule|reuse|what-changed)',
  'plan/(?!.*dto)[a-z-]+',
  'screen/(?!.*(dto|controller|module))[a-z-]+',
  'assessment/(short-form|screen-context|suitability)',
  'exercise/(traits|video-link|video-state|ladder|starting-dose|import/(imported-draft|free-exercise-db|own-csv))',
  'lifestyle/advice',
  'check-in/(questions|what-to-ask|when-to-ask|replies|check-in-wording)',
  'routine/(wording|warning-signs|stop-and-pain|routine-words)',
  'reminder/(reminder-times|when-due)',
  'mail/(try-again|wording)',
  'calendar-feed/calendar',
  'diary/(diary|corrections|entry-rules|pain-guide|pain-policy|wording)',
  'today/(today|totals|new-this-week|wording|day-words)',
  'media/(media-bounds|byte-ranges|shown-media|look/(captions|picture|jpeg|png|webp|video|without-place))',
  'handout/(handout|handout-wording|side-and-day|days-of-item|letters)',
  'language/(languages|message|texts|words|drafts|dose-examples|(dose-)?drafts\\.(cy|pl|pa))',
  'own-data/(record-deadline|readable-page|own-words)',
  'adherence/adherence',
  'audit/audit-table',
  'clinic/(announcement|clinical-limits|colours|emergency-numbers|languages)',
  'patient/(spoken-code|entry-wording|duplicate|patient-rules|import/(patient-csv|judge-rows))',
  'template/import/(template-csv|exercise-names|column-of)',
  'walk-in/part-of-visit',
  'table-import/table',
  'merge/merge-rules',
  'consent/what-providers-learn',
  'carer/guardian-evidence',
  'competence/competence-note',
  'opening-hours/(opening-hours|working-time|stand-in)',
  'hand-over/hand-over-rules',
  'record/(retention|names-patient)',
  'alert/(alert-rules|alert-words|alert-lifecycle|occasion|told|rising-pain|said-at-once|silence|review-due)',
].join('|')})\\.ts$`;

const mayOnly = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: {
    path: '^src/',
    // a file is named with its ending
    pathNot: `^src/(${[from, ...to].map((one) => (one.endsWith('ts') ? `${one}$` : `${one}/`)).join('|')})`,
  },
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
          '^src/(db/|http/health|demo/|backup/|moving-out/|clinic/(found-clinic|invite|operator)|' +
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
    {
      name: 'backup-is-a-leaf',
      comment: 'Run by whoever runs this software, past every policy: nothing that serves comes here.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(backup|moving-out)/' },
      to: { path: '^src/backup/' },
    },
    {
      name: 'moving-out-is-a-leaf',
      comment: 'As a backup is.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/moving-out/' },
      to: { path: '^src/moving-out/' },
    },
    {
      name: 'moving-out-knows-no-feature',
      comment: 'Rows and files, and how staff are invited.',
      severity: 'error',
      from: { path: '^src/moving-out/' },
      to: {
        path: '^src/',
        pathNot: '^src/(moving-out/|backup/|db/|config\\.ts$|media/(store/|media\\.entity)|identity/secret)',
      },
    },
    {
      name: 'backup-knows-no-feature',
      comment: 'Rows and files, whatever they say.',
      severity: 'error',
      from: { path: '^src/backup/' },
      to: { path: '^src/', pathNot: '^src/(backup/|db/|config\\.ts$|media/store/)' },
    },
    mayOnly('http-knows-no-feature', 'http', ['db', 'identity'], 'What every answer has in common.'),
    mayOnly('calendar-stands-alone', 'calendar', [], 'A day is a day, whoever counts it.'),
    mayOnly(
      'dosage-stands-alone',
      'dosage',
      // how a text is filled in and counted, and no text of any language
      ['http', 'calendar', 'language/(message|languages)\\.ts'],
      'A dose is a dose, whoever prescribes it.',
    ),
    {
      name: 'language',
      comment: 'It gathers the words where they stand, and knows none of the features that say them.',
      severity: 'error',
      from: { path: '^src/language/' },
      to: {
        path: '^src/',
        pathNot:
          '^src/(language/|db/|http/|identity/|audit/|clinic/|dosage/|' +
          '(routine|diary|today|check-in|handout)/(check-in-wording|handout-wording|side-and-day|stop-and-pain|wording)\\.ts$)',
      },
    },
    mayOnly('clinic', 'clinic', ['db', 'http', 'identity', 'audit', 'language/languages\\.ts'], ''),
    mayOnly(
      'overview',
      'overview',
      ['db', 'http', 'identity', 'mail'],
      'The clinic as a whole, as its admin sees it: counts, and never a patient.',
    ),
    mayOnly(
      'settings',
      'settings',
      ['db', 'http', 'identity', 'clinic', 'media', 'calendar', 'language/languages\\.ts'],
      'What a clinic sets for itself; whether it can be so, the rules in clinic say.',
    ),
    mayOnly('search-knows-no-feature', 'search', ['db'], 'How words are found, whatever says them.'),
    mayOnly(
      'patient',
      'patient',
      [
        ...['db', 'http', 'identity', 'audit', 'calendar', 'clinic', 'search', 'mail', 'table-import'],
        'language/(languages|offered)\\.ts',
      ],
      '',
    ),
    mayOnly(
      'table-import',
      'table-import',
      ['db', 'http'],
      'Tables that somebody sends, and what is kept of it, whatever stands in them.',
    ),
    mayOnly(
      'record',
      'record',
      ['db', 'http', 'identity', 'audit', 'calendar', 'clinic', 'patient'],
      'How long records are kept, and that they are deleted: by the rows, whatever feature wrote them.',
    ),
    mayOnly(
      'entry-in-error',
      'entry-in-error',
      [
        ...['db', 'http', 'identity', 'clinic', 'patient', 'episode', 'assessment', 'outcome'],
        'prescription',
      ],
      'What ends with an episode that was an error; each part ends as it does by itself.',
    ),
    mayOnly(
      'merge',
      'merge',
      ['db', 'http', 'identity', 'audit', 'clinic', 'patient'],
      'Two records made one; it knows nothing of what stands in them.',
    ),
    mayOnly(
      'walk-in',
      'walk-in',
      [
        ...['db', 'http', 'identity', 'patient', 'episode', 'assessment', 'hold', 'prescription', 'consent'],
        // the forms of its parts on the wire
        ...['plan', 'lifestyle', 'dosage', 'screen'],
      ],
      'The steps of a visit in one call; it knows no rule of theirs.',
    ),
    mayOnly('carer', 'carer', ['db', 'http', 'identity', 'audit', 'mail', 'patient', 'work'], ''),
    mayOnly(
      'competence',
      'competence',
      ['db', 'http', 'identity', 'audit', 'calendar', 'clinic', 'patient'],
      'What was found of it; what follows for who may look, the database says.',
    ),
    mayOnly('passkey', 'passkey', ['db', 'http', 'identity', 'audit'], ''),
    mayOnly('consent', 'consent', ['db', 'http', 'identity', 'audit', 'exercise'], ''),
    mayOnly(
      'exercise',
      'exercise',
      ['db', 'http', 'identity', 'audit', 'clinic', 'dosage', 'search', 'table-import', 'work'],
      '',
    ),
    mayOnly(
      'media',
      'media',
      ['db', 'http', 'identity', 'audit', 'exercise', 'work'],
      'The clinic’s own videos and pictures; it knows no plan.',
    ),
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
      'check-in',
      'check-in',
      [
        ...[
          'language',
          'db',
          'http',
          'identity',
          'audit',
          'clinic',
          'patient',
          'hold',
          'alert',
          'screen',
          'finding',
        ],
        ...['routine', 'schedule', 'calendar'],
      ],
      'What a patient is asked, in the words that they read anyway.',
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
        ...['assessment', 'exercise', 'media', 'dosage', 'schedule', 'appropriateness', 'plan', 'template'],
        ...['calendar', 'lifestyle', 'adherence'],
      ],
      '',
    ),
    mayOnly(
      'adherence',
      'adherence',
      [
        ...['db', 'http', 'identity', 'audit', 'patient', 'work'],
        ...['plan', 'schedule', 'dosage', 'calendar'],
        // how alerts are called and ordered
        'alert',
      ],
      'What was asked and what was done; it knows neither who prescribes nor who holds.',
    ),
    mayOnly(
      'template',
      'template',
      ['db', 'http', 'identity', 'audit', 'exercise', 'dosage', 'search', 'plan', 'table-import'],
      'What is prescribed often; it knows no patient.',
    ),
    mayOnly(
      'plan',
      'plan',
      ['http', 'exercise', 'dosage', 'schedule'],
      'What may be written, whoever it is for.',
    ),
    mayOnly(
      'lifestyle',
      'lifestyle',
      ['db', 'http'],
      'What a plan says besides exercises; it knows no plan.',
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
      'mail',
      'mail',
      ['db', 'http', 'identity', 'audit'],
      'It carries; what is worth a mail, a feature says.',
    ),
    mayOnly(
      'work-knows-no-feature',
      'work',
      // of http and identity what its one page for admins needs
      ['db', 'mail', 'http', 'identity'],
      'Features bring their rounds; the worker finds them by their mark.',
    ),
    mayOnly(
      'outcome',
      'outcome',
      ['db', 'http', 'identity', 'audit', 'episode', 'assessment', 'finding'],
      'Whether it helps.',
    ),
    mayOnly(
      'opening-hours',
      'opening-hours',
      ['db', 'http', 'identity', 'audit', 'clinic', 'calendar', 'schedule'],
      'When somebody is there, whatever is to be looked at.',
    ),
    mayOnly(
      'hand-over',
      'hand-over',
      ['db', 'http', 'identity', 'audit', 'clinic', 'patient', 'opening-hours'],
      'Who looks after whom; it knows no plan.',
    ),
    mayOnly(
      'alert',
      'alert',
      [
        ...[
          'db',
          'http',
          'identity',
          'audit',
          'clinic',
          'patient',
          'opening-hours',
          'calendar',
          'work',
          'mail',
        ],
        // of these the rules alone: how old an assessment may be, whether a score has changed, which entries stand, and which
        // signs are emergencies
        ...['prescription', 'outcome', 'diary', 'routine'],
      ],
      'What somebody should look at; it knows no plan beyond its days.',
    ),
    mayOnly(
      'diary',
      'diary',
      [
        ...['language', 'db', 'http', 'identity', 'audit', 'clinic', 'patient', 'routine', 'alert'],
        ...['hold', 'dosage', 'schedule', 'calendar'],
      ],
      'What patients tell; what was prescribed it asks the gate.',
    ),
    mayOnly(
      'today',
      'today',
      [
        ...['language', 'db', 'http', 'identity', 'audit', 'routine', 'diary', 'plan', 'exercise', 'clinic'],
        ...['dosage', 'schedule', 'calendar'],
      ],
      'A day as the gate shows it; it knows no prescription.',
    ),
    mayOnly(
      'handout',
      'handout',
      [
        ...[
          'language',
          'db',
          'http',
          'identity',
          'audit',
          'patient',
          'hold',
          'prescription',
          'plan',
          'schedule',
        ],
        ...['dosage', 'calendar', 'media'],
        // the words, so that paper and page say the same; of the clinic its numbers and its colour
        ...['routine', 'diary', 'clinic', 'settings'],
      ],
      'Paper: whatever it says was said before.',
    ),
    mayOnly(
      'own-data',
      'own-data',
      // of alerts their words alone
      [
        'db',
        'http',
        'identity',
        'audit',
        'clinic',
        'dosage',
        'calendar',
        'work',
        'alert',
        'routine',
        'patient',
        'settings',
        'language/languages\\.ts',
      ],
      'It reads what others wrote, by the rights of who asks.',
    ),
    mayOnly(
      'routine-knows-only-the-gate',
      'routine',
      [
        // of the clinic which numbers help where it is
        ...['db', 'http', 'identity', 'audit', 'dosage', 'exercise', 'lifestyle', 'language', 'clinic'],
        // the lines about pain, and how a part of a plan is found by its name
        ...['diary/pain-guide\\.ts', 'plan/plan\\.ts'],
      ],
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

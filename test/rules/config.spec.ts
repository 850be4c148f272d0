/** What the environment may say, value by value at its edges, and the sentence for each that it may not. */
import { type Config, ConfigFault, readConfig } from '../../src/config';

/** Thirty-two characters, each another. */
const SECRET = 'abcdefghijklmnopqrstuvwxyz012345';
const OWN = {
  DATABASE_URL: 'postgres://portal_app:word@db.example/portal',
  JWT_SECRET: SECRET,
  PUBLIC_URL: 'https://portal.example',
};

const embedded = (env: NodeJS.ProcessEnv = {}) => readConfig(env, '/srv');
const own = (env: NodeJS.ProcessEnv = {}) => readConfig({ ...OWN, ...env }, '/srv');

it('needs nothing to try things on this machine', () => {
  expect(embedded()).toEqual({
    host: '127.0.0.1',
    port: 3000,
    publicUrl: 'http://localhost:3000',
    database: null,
    worker: 'beside',
    mail: { smtpUrl: null, from: 'portal@localhost', folder: '/srv/.data/outbox' },
    dataDir: '/srv/.data',
    jwtSecret: null,
    trustedProxies: 0,
    logLevel: 'info',
    clinicalRules: 'advise',
    media: { folder: '/srv/.data/media' },
    outboundExcepted: [],
  });
});

it('needs a database, a secret and an address to serve a clinic', () => {
  expect(own()).toEqual({
    host: '0.0.0.0',
    port: 3000,
    publicUrl: OWN.PUBLIC_URL,
    database: { appUrl: OWN.DATABASE_URL, workerUrl: null, poolSize: 10 },
    worker: 'beside',
    mail: { smtpUrl: null, from: 'portal@portal.example', folder: '/srv/.data/outbox' },
    dataDir: '/srv/.data',
    jwtSecret: SECRET,
    trustedProxies: 0,
    logLevel: 'info',
    clinicalRules: 'advise',
    media: { folder: '/srv/.data/media' },
    outboundExcepted: [],
  });
});

it('takes an empty variable for a missing one', () => {
  const names = [
    'HOST',
    'PORT',
    'POOL_SIZE',
    'TRUSTED_PROXIES',
    'PORTAL_DATA_DIR',
    'LOG_LEVEL',
    'CLINICAL_RULES',
    'WORKER',
    'WORKER_DATABASE_URL',
    'SMTP_URL',
    'MAIL_FROM',
    'MEDIA_DIR',
    'MEDIA_S3_ENDPOINT',
    'MEDIA_S3_BUCKET',
    'MEDIA_S3_REGION',
    'MEDIA_S3_ACCESS_KEY',
    'MEDIA_S3_SECRET_KEY',
  ];
  const empty = Object.fromEntries(names.map((name) => [name, '']));
  expect(own(empty)).toEqual(own());
  expect(embedded({ ...empty, DATABASE_URL: '', JWT_SECRET: '', PUBLIC_URL: '' })).toEqual(embedded());
});

describe('where media lie', () => {
  const BUCKET = {
    MEDIA_S3_ENDPOINT: 'https://s3.example',
    MEDIA_S3_BUCKET: 'clips',
    MEDIA_S3_REGION: 'eu',
    MEDIA_S3_ACCESS_KEY: 'reader',
    MEDIA_S3_SECRET_KEY: 'word',
  };

  it('is beside the data, in a folder that is named, or in a bucket', () => {
    expect(embedded({ PORTAL_DATA_DIR: 'kept' }).media).toEqual({ folder: '/srv/kept/media' });
    expect(own({ MEDIA_DIR: 'clips' }).media).toEqual({ folder: '/srv/clips' });
    expect(own({ MEDIA_DIR: '/clips' }).media).toEqual({ folder: '/clips' });
    expect(own(BUCKET).media).toEqual({
      s3: {
        endpoint: 'https://s3.example',
        bucket: 'clips',
        region: 'eu',
        accessKey: 'reader',
        secretKey: 'word',
      },
    });
    expect(own({ ...BUCKET, MEDIA_S3_ENDPOINT: 'http://10.0.0.7:9000/' }).media).toMatchObject({
      s3: { endpoint: 'http://10.0.0.7:9000/' },
    });
  });

  it.each(Object.keys(BUCKET))('is no bucket without %s', (missing) => {
    expect(() => own({ ...BUCKET, [missing]: '' })).toThrow(
      new ConfigFault(`${missing} is missing: a bucket needs all five of MEDIA_S3_….`),
    );
  });

  it.each([
    [{ MEDIA_DIR: 'clips' }, 'MEDIA_DIR and MEDIA_S3_… are both set: keep media in a folder or in a bucket.'],
    [
      { MEDIA_S3_ENDPOINT: 's3.example' },
      'MEDIA_S3_ENDPOINT must be an http or https address without a path.',
    ],
    [
      { MEDIA_S3_ENDPOINT: 'https://s3.example/clips' },
      'MEDIA_S3_ENDPOINT must be an http or https address without a path.',
    ],
    [
      { MEDIA_S3_BUCKET: 'My Clips' },
      'MEDIA_S3_BUCKET must be the name of a bucket: 3 to 63 small letters, digits, dots, hyphens.',
    ],
  ])('may not be %j', (change, sentence) => {
    expect(() => own({ ...BUCKET, ...change })).toThrow(new ConfigFault(sentence));
  });
});

describe('a secret', () => {
  it.each([
    ['of 32 bytes', SECRET],
    ['of 32 bytes in 25 letters', 'äöüßéèêabcdefghijklmnopqr'],
    ['of ten different letters', '0123456789'.repeat(4)],
    ['that ends in a word well known', `${SECRET}-secret`],
  ])('%s is taken', (_which, secret) => {
    expect(own({ JWT_SECRET: secret }).jwtSecret).toBe(secret);
  });

  it.each([
    ['that is missing', undefined, 'JWT_SECRET is missing: set at least 32 random bytes.'],
    ['that is empty', '', 'JWT_SECRET is missing: set at least 32 random bytes.'],
    ['of 31 bytes', SECRET.slice(1), 'JWT_SECRET is too short: 32 bytes at least.'],
    ['of nine different letters', '012345678'.repeat(4), 'JWT_SECRET can be guessed: use random bytes.'],
  ])('%s is refused', (_which, secret, sentence) => {
    expect(() => own({ JWT_SECRET: secret })).toThrow(new ConfigFault(sentence));
  });

  it.each(['secret', 'ChangeMe', 'change-me', 'password', 'test', 'Development'])(
    'that begins with "%s" is refused',
    (word) => {
      expect(() => own({ JWT_SECRET: word + SECRET })).toThrow(
        new ConfigFault('JWT_SECRET can be guessed: use random bytes.'),
      );
    },
  );

  it('is not asked for without a database, which brings its own', () => {
    expect(embedded({ JWT_SECRET: 'short' }).jwtSecret).toBeNull();
  });
});

describe('the address that links begin with', () => {
  it.each([
    ['https://portal.example', 'https://portal.example'],
    ['https://portal.example/', 'https://portal.example'],
    ['https://clinic.example:8443/portal//', 'https://clinic.example:8443/portal'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://localhost:8080/', 'http://localhost:8080'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
  ])('may be %s', (given, base) => {
    expect(own({ PUBLIC_URL: given }).publicUrl).toBe(base);
    expect(embedded({ PUBLIC_URL: given }).publicUrl).toBe(base);
  });

  it.each([
    'http://portal.example',
    'http://127.0.0.1.portal.example',
    'http://10.0.0.7:3000',
    'ftp://portal.example',
    'portal.example',
    'https://',
    'https://somebody@portal.example',
    'https://portal.example/?clinic=north',
    'https://portal.example/#start',
  ])('may not be %s', (given) => {
    const sentence = 'PUBLIC_URL must be an https address; http may only lead to this machine.';
    expect(() => own({ PUBLIC_URL: given })).toThrow(new ConfigFault(sentence));
    expect(() => embedded({ PUBLIC_URL: given })).toThrow(new ConfigFault(sentence));
  });

  it.each([undefined, ''])('must be said with a database of your own', (given) => {
    expect(() => own({ PUBLIC_URL: given })).toThrow(
      new ConfigFault('PUBLIC_URL is missing: set the address at which patients reach the portal.'),
    );
  });

  it('follows the port when nobody says it', () => {
    expect(embedded({ PORT: '3100' }).publicUrl).toBe('http://localhost:3100');
  });
});

describe('the host', () => {
  it.each(['127.0.0.1', '::1', 'localhost'])('may be %s with demo data', (host) => {
    expect(embedded({ HOST: host }).host).toBe(host);
  });

  it.each(['0.0.0.0', '::', '10.0.0.7', 'portal.example'])('may be %s only without demo data', (host) => {
    expect(own({ HOST: host }).host).toBe(host);
    expect(() => embedded({ HOST: host })).toThrow(
      new ConfigFault('Demo data stays on this machine: HOST cannot be changed without DATABASE_URL.'),
    );
  });
});

describe.each<[string, number, number, (config: Config) => number | undefined]>([
  ['PORT', 0, 65535, (config) => config.port],
  ['POOL_SIZE', 1, 100, (config) => config.database?.poolSize],
  ['TRUSTED_PROXIES', 0, 5, (config) => config.trustedProxies],
])('%s', (name, min, max, valueIn) => {
  it.each([min, max])('may be %s', (value) => {
    expect(valueIn(own({ [name]: String(value) }))).toBe(value);
  });

  it.each([String(min - 1), String(max + 1), '1.5', '1e1', '0x10', ' 1', '1 ', '+1', '-0', 'one', '١'])(
    'may not be "%s"',
    (value) => {
      expect(() => own({ [name]: value })).toThrow(
        new ConfigFault(`${name} must be a whole number from ${min} to ${max}.`),
      );
    },
  );
});

it('lets the system choose a port only where links do not name it', () => {
  expect(embedded({ PORT: '0', PUBLIC_URL: 'http://localhost:8080' }).port).toBe(0);
  expect(() => embedded({ PORT: '0' })).toThrow(
    new ConfigFault('PORT must be a whole number from 1 to 65535.'),
  );
});

it.each(['postgres://db.example/portal', 'postgresql://db.example/portal', 'postgres:///portal?host=/run'])(
  'takes a database at %s',
  (url) => {
    expect(own({ DATABASE_URL: url }).database?.appUrl).toBe(url);
  },
);

it.each(['db.example', 'mysql://db.example/portal', 'postgres:portal', ' postgres://db.example/portal'])(
  'refuses a database at "%s"',
  (url) => {
    expect(() => own({ DATABASE_URL: url })).toThrow(
      new ConfigFault('DATABASE_URL must begin with postgres://.'),
    );
  },
);

it.each(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])('logs at the level %s', (level) => {
  expect(embedded({ LOG_LEVEL: level }).logLevel).toBe(level);
});

it.each(['INFO', 'verbose', '30'])('refuses the level %s', (level) => {
  expect(() => embedded({ LOG_LEVEL: level })).toThrow(
    new ConfigFault('LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent.'),
  );
});

it.each(['advise', 'record-only'])('has its clinical rules in the mode %s', (mode) => {
  expect(own({ CLINICAL_RULES: mode }).clinicalRules).toBe(mode);
  expect(embedded({ CLINICAL_RULES: mode }).clinicalRules).toBe(mode);
});

it.each(['off', 'RECORD-ONLY', 'none', '0'])('refuses clinical rules that are %s', (mode) => {
  expect(() => own({ CLINICAL_RULES: mode })).toThrow(
    new ConfigFault('CLINICAL_RULES must be one of advise, record-only.'),
  );
});

it.each([
  ['data', '/srv/data'],
  ['../elsewhere', '/elsewhere'],
  ['/var/lib/portal', '/var/lib/portal'],
])('keeps its data in %s', (given, folder) => {
  expect(embedded({ PORTAL_DATA_DIR: given }).dataDir).toBe(folder);
});

describe('the worker', () => {
  const WORKER_DATABASE_URL = 'postgres://portal_worker:word@db.example/portal';

  it.each(['beside', 'only', 'off'])('may be %s', (mode) => {
    const { worker, database } = own({ WORKER: mode, WORKER_DATABASE_URL });
    expect([worker, database?.workerUrl]).toEqual([mode, WORKER_DATABASE_URL]);
  });

  it('works alone only where it has a login of its own', () => {
    const sentence =
      'WORKER=only needs DATABASE_URL and WORKER_DATABASE_URL: it works on a server of your own.';
    expect(() => own({ WORKER: 'only' })).toThrow(new ConfigFault(sentence));
    expect(() => embedded({ WORKER: 'only', WORKER_DATABASE_URL })).toThrow(new ConfigFault(sentence));
  });

  it('is refused in words that mean nothing', () => {
    expect(() => own({ WORKER: 'yes' })).toThrow(new ConfigFault('WORKER must be one of beside, only, off.'));
    expect(() => own({ WORKER_DATABASE_URL: 'db.example' })).toThrow(
      new ConfigFault('WORKER_DATABASE_URL must begin with postgres://.'),
    );
  });
});

describe('the mail server', () => {
  it.each(['smtp://localhost:2525', 'smtps://user:pass%40word@mail.example:465'])('may be %s', (SMTP_URL) => {
    const { mail } = own({ SMTP_URL, MAIL_FROM: 'portal@clinic.example' });
    expect(mail).toMatchObject({ smtpUrl: SMTP_URL, from: 'portal@clinic.example' });
  });

  it.each(['mail.example', 'https://mail.example', 'smtp:'])('may not be %s', (SMTP_URL) => {
    expect(() => own({ SMTP_URL, MAIL_FROM: 'portal@clinic.example' })).toThrow(
      new ConfigFault('SMTP_URL must be an address that begins with smtp:// or smtps://.'),
    );
  });

  it('needs an address to send from, and one only', () => {
    const SMTP_URL = 'smtp://mail.example';
    expect(() => own({ SMTP_URL })).toThrow(
      new ConfigFault('MAIL_FROM is missing: set the address that mails are sent from.'),
    );
    for (const from of [
      'portal',
      'Portal <a@b.example>',
      'a@b.example, c@d.example',
      'a@b@c.example',
      'a@b.example\nBcc: x',
    ]) {
      expect(() => own({ SMTP_URL, MAIL_FROM: from })).toThrow(
        new ConfigFault('MAIL_FROM must be one address and nothing else, as portal@clinic.example.'),
      );
    }
  });
});

describe('hosts that are excepted from the rules of asking others', () => {
  it('are for trying things on this machine', () => {
    expect(embedded({ OUTBOUND_EXCEPT: '127.0.0.1:8080, localhost:9' }).outboundExcepted).toEqual([
      '127.0.0.1:8080',
      'localhost:9',
    ]);
  });

  it.each([
    ['a server with a database of its own', () => own({ OUTBOUND_EXCEPT: '127.0.0.1:8080' })],
    ['production', () => embedded({ OUTBOUND_EXCEPT: '127.0.0.1:8080', NODE_ENV: 'production' })],
    ['a host without a port', () => embedded({ OUTBOUND_EXCEPT: '127.0.0.1' })],
    ['a pattern', () => embedded({ OUTBOUND_EXCEPT: '*:80' })],
    ['an address', () => embedded({ OUTBOUND_EXCEPT: 'http://127.0.0.1:80' })],
  ])('are refused: %s', (_, read) => {
    expect(read).toThrow(ConfigFault);
  });
});

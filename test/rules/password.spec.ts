import { Passwords } from '../../src/identity/password';
import { bitsOf, faultOfPassword } from '../../src/identity/password-rules';

const OWN = ['Dr Maya Rivera', 'rivera@north.example', 'North Clinic'];

describe('a password that may be chosen', () => {
  it.each([
    'gravel teapot mimosa 9',
    'correct horse battery staple',
    'river stone lamp',
    'pT7$kq9Zw2!x',
    'Straßenbahn fährt Zwölf',
    '白い犬が公園で静かに本を読む',
    '   gravel teapot mimosa   ',
    'g'.concat('ravel teapot mimosa '.repeat(12)).slice(0, 256),
  ])('%s', (password) => {
    expect(faultOfPassword(password, OWN)).toBeNull();
  });

  it('needs no kind of character', () => {
    for (const password of ['teapotgravelmimosa', 'TEAPOT GRAVEL MIMOSA', '94071 83265 50718 263']) {
      expect(faultOfPassword(password, [])).toBeNull();
    }
  });
});

describe('a password that is refused', () => {
  it('is too short, whatever it is made of', () => {
    expect(faultOfPassword('pT7$kq9Zw2!', OWN)).toMatch(/at least 12/);
    // eight characters, though 16 units and 32 bytes
    expect(faultOfPassword('👩👨👧👦👩👨👧👦', OWN)).toMatch(/at least 12/);
  });

  it('is longer than anybody types', () => {
    expect(faultOfPassword('x7$kq9Zw2!pT'.repeat(22), OWN)).toMatch(/at most 256/);
  });

  it.each([
    'Password1234',
    'P@ssw0rd!2024',
    'Welcome2024!!',
    'letmeinplease',
    'Chiropractor2024!',
    'NorthClinic2026!',
    'Rivera.North.2026',
    'maya-rivera-1984',
    'qwertyuiop123',
    '1qaz2wsx3edc',
    '1a2s3d4f5g6h',
    'abcdefghijkl',
    '123456789012',
    'aaaaaaaaaaaa',
    'xkqxkqxkqxkq',
    'drowssappassword',
    'monkeydragonbanana',
    'ilovechocolate',
    'international',
  ])('%s: easy to guess', (password) => {
    expect(faultOfPassword(password, OWN)).toMatch(/too easy/);
  });

  it('holds the name of the person or of the clinic, which another clinic might use', () => {
    const password = 'osei harlequin';
    expect(faultOfPassword(password, [])).toBeNull();
    expect(faultOfPassword(password, ['Dr Kofi Osei', 'Harlequin House'])).toMatch(/too easy/);
  });

  it('is judged in no time, however long', () => {
    const began = performance.now();
    bitsOf('ab1!'.repeat(64), OWN);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('hashing', () => {
  const passwords = new Passwords();

  it('is argon2id with the settings of OWASP, and different each time', async () => {
    const [one, two] = await Promise.all([passwords.hash('same'), passwords.hash('same')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
  });

  it('compares what was typed: no trimming, no other case, nothing cut off', async () => {
    const long = 'x'.repeat(200);
    const stored = await passwords.hash(long);
    expect(await passwords.isRight(stored, long)).toBe(true);
    for (const wrong of [` ${long}`, long.toUpperCase(), long.slice(0, 72), `${long}x`, '']) {
      expect(await passwords.isRight(stored, wrong)).toBe(false);
    }
  });

  it('knows one é from two keyboards as the same', async () => {
    expect(await passwords.isRight(await passwords.hash('caf\u00e9'), 'cafe\u0301')).toBe(true);
  });

  it('works as hard for nobody as for somebody', async () => {
    const stored = await passwords.hash('right');
    const best = async (hash: string | null) => {
      const times: number[] = [];
      for (let n = 0; n < 5; n++) {
        const began = performance.now();
        expect(await passwords.isRight(hash, 'wrong')).toBe(false);
        times.push(performance.now() - began);
      }
      return Math.min(...times);
    };
    await best(null);
    // without the comparison it would be a thousandth
    expect(await best(null)).toBeGreaterThan((await best(stored)) / 3);
  });

  it('sees that a hash is of another day', () => {
    expect(passwords.isOutdated('$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA')).toBe(false);
    expect(passwords.isOutdated('$argon2id$v=19$m=4096,t=3,p=1$c2FsdA$aGFzaA')).toBe(true);
  });
});

describe('taking turns', () => {
  it('lets as many work as there are places, the next wait in order, and refuses the rest at once', async () => {
    const passwords = new Passwords(2, 2);
    const began: number[] = [];
    const finish: (() => void)[] = [];
    const work = (n: number) => () => {
      began.push(n);
      return new Promise<number>((done) => finish.push(() => done(n)));
    };
    const turns = [1, 2, 3, 4].map((n) => passwords.inTurn(work(n)));
    await expect(passwords.inTurn(work(5))).rejects.toMatchObject({
      code: 'service.unavailable',
      retryAfterSeconds: 2,
    });
    expect(began).toEqual([1, 2]);
    finish[0]!();
    await turns[0];
    await new Promise(setImmediate);
    expect(began).toEqual([1, 2, 3]);
    finish[1]!();
    finish[2]!();
    await Promise.all(turns.slice(1, 3));
    await new Promise(setImmediate);
    finish[3]!();
    expect(await Promise.all(turns)).toEqual([1, 2, 3, 4]);
  });

  it('gives the place on when the work fails', async () => {
    const passwords = new Passwords(1, 1);
    const failing = passwords.inTurn(async () => Promise.reject(new Error('no database')));
    const next = passwords.inTurn(async () => 'done');
    await expect(failing).rejects.toThrow('no database');
    expect(await next).toBe('done');
    expect(await passwords.inTurn(async () => 'again')).toBe('again');
  });
});

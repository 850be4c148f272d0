/**
 * A device that keeps passkeys, made of software: ES256 keys of node:crypto, in the bytes that WebAuthn wants. It is honest
 * unless told otherwise; `lies` are what a thief or a broken device would say.
 */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

interface Lies {
  origin?: string;
  host?: string;
  challenge?: string;
  /** Did not ask for a finger, a face or a PIN. */
  unverified?: boolean;
  counter?: number;
  userHandle?: string;
  /** Names another credential than the one that signs. */
  id?: string;
}

interface Options {
  challenge: string;
  rp?: { id: string };
  user?: { id: string };
}

const HOST = 'portal.example';
const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_KEY = 0x40;

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();

/** One key of the device, for one person. */
export class SoftPasskey {
  readonly id = randomBytes(16).toString('base64url');
  private readonly keys: { privateKey: KeyObject; publicKey: KeyObject } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  });
  private userHandle = '';
  /** 0: a key that does not count, as most phones' keys. */
  constructor(private counter = 0) {}

  /** What navigator.credentials.create() would answer. */
  create(options: Options, lies: Lies = {}): Record<string, unknown> {
    this.userHandle = (options.user as { id: string }).id;
    const credentialId = Buffer.from(this.id, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(credentialId.length);
    const keyed = Buffer.concat([Buffer.alloc(16), length, credentialId, this.coseKey()]);
    const authData = Buffer.concat([this.header(lies, HAS_KEY), keyed]);
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', new Uint8Array(authData)],
    ]);
    return this.said(lies, {
      clientDataJSON: this.clientData('webauthn.create', options, lies).toString('base64url'),
      attestationObject: Buffer.from(isoCBOR.encode(attestation as never)).toString('base64url'),
      transports: ['internal'],
    });
  }

  /** What navigator.credentials.get() would answer; a key that counts has counted on. */
  get(options: Options, lies: Lies = {}): Record<string, unknown> {
    if (this.counter > 0) this.counter += 1;
    const clientData = this.clientData('webauthn.get', options, lies);
    const authData = this.header(lies, 0);
    const signature = sign('sha256', Buffer.concat([authData, sha256(clientData)]), this.keys.privateKey);
    return this.said(lies, {
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: signature.toString('base64url'),
      userHandle: lies.userHandle ?? this.userHandle,
    });
  }

  private said(lies: Lies, response: object): Record<string, unknown> {
    const id = lies.id ?? this.id;
    return {
      id,
      rawId: id,
      type: 'public-key',
      response,
      clientExtensionResults: { credProps: { rk: true } },
    };
  }

  private clientData(type: string, { challenge }: Options, lies: Lies): Buffer {
    const origin = lies.origin ?? `https://${HOST}`;
    return Buffer.from(
      JSON.stringify({ type, challenge: lies.challenge ?? challenge, origin, crossOrigin: false }),
    );
  }

  private header(lies: Lies, more: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(lies.counter ?? this.counter);
    const flags = USER_PRESENT | (lies.unverified ? 0 : USER_VERIFIED) | more;
    return Buffer.concat([sha256(lies.host ?? HOST), Buffer.from([flags]), counter]);
  }

  private coseKey(): Buffer {
    const { x, y } = this.keys.publicKey.export({ format: 'jwk' });
    const bytes = (part: string | undefined) => new Uint8Array(Buffer.from(part as string, 'base64url'));
    const key = new Map<number, unknown>([
      ...([
        [1, 2],
        [3, -7],
        [-1, 1],
      ] as const),
      [-2, bytes(x)],
      [-3, bytes(y)],
    ]);
    return Buffer.from(isoCBOR.encode(key as never));
  }
}

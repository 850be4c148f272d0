import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';

/**
 * What WebAuthn asks and checks, by the library and without a database: the key is kept on the device and found there without a
 * name, the person proves themself to the device each time, and only this portal's address will do. Whatever the device sent that
 * does not hold is null here, so that no fault of the library reaches a caller.
 */
export interface Place {
  origin: string;
  host: string;
}

const NAME = 'Exercise portal';
/** ES256 and RS256, which every browser's devices know. */
const ALGORITHMS = [-7, -257];

export function optionsToAdd(place: Place, person: { id: string; name: string }, known: string[]) {
  return generateRegistrationOptions({
    rpName: NAME,
    rpID: place.host,
    userID: new TextEncoder().encode(person.id),
    userName: person.name,
    userDisplayName: person.name,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known.map((id) => ({ id })),
  });
}

/** No list of keys: the device shows those that it has for this place. */
export function optionsToSignIn(place: Place) {
  return generateAuthenticationOptions({ rpID: place.host, userVerification: 'required' });
}

/** What the device says that it was asked, before anything is checked; null: it says nothing of the kind. */
export function challengeIn(credential: Record<string, unknown>): string | null {
  const { clientDataJSON } = (credential.response ?? {}) as { clientDataJSON?: unknown };
  if (typeof clientDataJSON !== 'string') return null;
  try {
    const data = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')) as {
      challenge?: unknown;
    };
    return typeof data.challenge === 'string' && data.challenge.length <= 200 ? data.challenge : null;
  } catch {
    return null;
  }
}

/** The credential's id, by which its public half is found. */
export const idIn = ({ id }: Record<string, unknown>): string | null =>
  typeof id === 'string' && /^[\w-]{1,1400}$/.test(id) ? id : null;

/** A key that was made for this challenge at this place. */
export async function addedKey(place: Place, credential: Record<string, unknown>, challenge: string) {
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: credential as unknown as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: place.origin,
    expectedRPID: place.host,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => ({ verified: false, registrationInfo: undefined }));
  return verified && registrationInfo ? registrationInfo.credential : null;
}

export interface KnownKey {
  public_key: Buffer;
  /** A bigint, so text. */
  counter: string;
  /** Whom the device must name as the key's owner. */
  handle: string;
}

/** How often the key says that it was used, if it signed this challenge at this place; null if it did not. */
export async function usedKey(
  place: Place,
  credential: Record<string, unknown>,
  challenge: string,
  known: KnownKey,
): Promise<number | null> {
  const { userHandle } = (credential.response ?? {}) as { userHandle?: unknown };
  const named = typeof userHandle === 'string' ? Buffer.from(userHandle, 'base64url').toString('utf8') : null;
  if (named !== known.handle) return null;
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: credential as unknown as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: place.origin,
    expectedRPID: place.host,
    requireUserVerification: true,
    credential: {
      id: credential.id as string,
      publicKey: new Uint8Array(known.public_key),
      counter: Number(known.counter),
    },
  }).catch(() => ({ verified: false, authenticationInfo: undefined }));
  return verified && authenticationInfo ? authenticationInfo.newCounter : null;
}

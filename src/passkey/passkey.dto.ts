import { Field, Foreign, Id, Instant, Text } from '../http/fields';

const CREATION = {
  rp: { id: 'portal.example', name: 'Exercise portal' },
  user: { id: 'YW5u', name: 'Ann Allen', displayName: 'Ann Allen' },
  challenge: 'Y2hhbGxlbmdlLW9mLWFuLWV4YW1wbGU',
  pubKeyCredParams: [{ alg: -7, type: 'public-key' }],
};
const REGISTRATION = {
  id: 'Y3JlZGVudGlhbA',
  rawId: 'Y3JlZGVudGlhbA',
  type: 'public-key',
  response: { clientDataJSON: 'e30', attestationObject: 'oA' },
  clientExtensionResults: {},
};
const ASSERTION = {
  id: 'Y3JlZGVudGlhbA',
  rawId: 'Y3JlZGVudGlhbA',
  type: 'public-key',
  response: { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA', userHandle: 'YW5u' },
  clientExtensionResults: {},
};

export class PasskeyOptionsDto {
  @Field({
    type: 'object',
    additionalProperties: true,
    example: CREATION,
    about:
      'For navigator.credentials, as PublicKeyCredential.parse…OptionsFromJSON takes it. Good once, for five minutes.',
  })
  options: object;
}

export class NewPasskeyDto {
  @Foreign({ example: REGISTRATION, about: 'What navigator.credentials.create() answered, by its toJSON().' })
  credential: Record<string, unknown>;
}

export class PasskeySignInDto {
  @Foreign({ example: ASSERTION, about: 'What navigator.credentials.get() answered, by its toJSON().' })
  credential: Record<string, unknown>;
}

export class PasskeyDto {
  @Id() id: string;
  @Text({
    max: 200,
    example: 'Mozilla/5.0 (iPhone)',
    about: 'What the device called itself when it was added.',
  })
  device: string;
  @Instant() createdAt: string;
  @Instant({ nullable: true, example: null }) lastUsedAt: string | null;
}

export interface PasskeyRow {
  id: string;
  device: string;
  created_at: Date;
  last_used_at: Date | null;
}

export const toPasskey = (row: PasskeyRow): PasskeyDto => ({
  id: row.id,
  device: row.device,
  createdAt: row.created_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
});

import { Column, Entity, PrimaryColumn, type ValueTransformer } from 'typeorm';
import type { MediaKind } from './media-bounds';

/** Where a stretch of what arrived lies until it is whole. */
export interface Piece {
  key: string;
  bytes: number;
}

export const MEDIA_STATUSES = ['arriving', 'usable', 'refused'] as const;
export type MediaStatus = (typeof MEDIA_STATUSES)[number];

/** Postgres answers what may be larger than an int as text; 200 megabytes are not. */
const asNumber: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
};

/**
 * A video, a picture, or what belongs to a video. The bytes lie in the store. Once usable its bytes never change and it is never
 * deleted, because an issued plan may show it; retiring takes it out of what new plans are made of.
 */
@Entity({ schema: 'portal', name: 'media' })
export class Media {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') clinicId: string;
  @Column('text') kind: MediaKind;
  /** For this exercise, for this one patient, or neither: for anybody. */
  @Column('uuid', { nullable: true }) exerciseId: string | null;
  @Column('uuid', { nullable: true }) patientId: string | null;
  /** The video of a poster or of captions; these share its exercise or patient. */
  @Column('uuid', { nullable: true }) belongsTo: string | null;
  @Column('int', { nullable: true }) place: number | null;
  @Column('text') title: string;
  @Column('text', { nullable: true }) alt: string | null;
  /** BCP 47. */
  @Column('text', { nullable: true }) language: string | null;
  @Column('text') storageKey: string;
  @Column('uuid') announcedBy: string;
  @Column({ type: 'timestamptz', update: false, insert: false }) announcedAt: Date;
  @Column('bigint', { transformer: asNumber }) announcedBytes: number;
  @Column('jsonb', { default: [] }) pieces: Piece[];
  @Column('timestamptz', { nullable: true }) uploadedAt: Date | null;
  @Column('uuid', { nullable: true }) uploadedBy: string | null;
  @Column('text', { nullable: true }) mime: string | null;
  /** As kept: a picture without its notes is smaller than it came. */
  @Column('bigint', { nullable: true, transformer: asNumber }) bytes: number | null;
  /** Of the bytes kept, in hexadecimal. */
  @Column('text', { nullable: true }) sha256: string | null;
  /** As shown. */
  @Column('int', { nullable: true }) width: number | null;
  @Column('int', { nullable: true }) height: number | null;
  @Column('numeric', { nullable: true, transformer: asNumber }) seconds: number | null;
  @Column('text', { nullable: true }) codec: string | null;
  @Column('timestamptz', { nullable: true }) refusedAt: Date | null;
  @Column('text', { nullable: true }) refusedCode: string | null;
  @Column('text', { nullable: true }) refusedBecause: string | null;
  @Column('timestamptz', { nullable: true }) retiredAt: Date | null;
  @Column('uuid', { nullable: true }) retiredBy: string | null;
  @Column({ type: 'int', update: false, insert: false }) revision: number;

  get status(): MediaStatus {
    if (this.uploadedAt !== null) return 'usable';
    return this.refusedAt === null ? 'arriving' : 'refused';
  }

  /** How many bytes have arrived. */
  get arrived(): number {
    if (this.uploadedAt !== null) return this.announcedBytes;
    return this.pieces.reduce((sum, piece) => sum + piece.bytes, 0);
  }

  /** Whose record it belongs to. */
  get patientIds(): string[] {
    return this.patientId === null ? [] : [this.patientId];
  }
}

/** Where the bytes of a medium lie when they are whole, and the folder of its pieces until then. */
export const keptUnder = (storageKey: string): string => `kept/${storageKey}`;
export const piecesUnder = (storageKey: string): string => `incoming/${storageKey}/`;

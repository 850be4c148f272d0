import { HttpException } from '@nestjs/common';
import {
  QueryFailedError,
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
} from 'typeorm';
import { AppError, ERRORS, type ErrorCode, type FieldFault } from './errors';

/** RFC 9457, with a stable `code` and the id under which the log knows this request. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  errors?: FieldFault[];
  requestId: string;
}

/** SQLSTATE classes that mean "not now": connection trouble, shutdown, timeouts, locks, too many clients. */
const UNAVAILABLE = /^(08|53|57)|^(55P03|40001|40P01|25P03|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOENT)/;

const BY_SQLSTATE: Record<string, ErrorCode> = {
  '22021': 'request.malformed_text',
  '22P05': 'request.malformed_text',
  '23514': 'request.invalid',
  '23505': 'revision.conflict',
  '23503': 'not_found',
  // ours: what writes on a record that was merged (migrations/always/9-merging.sql)
  PM001: 'patient.merged',
  PM002: 'session.over',
  PM003: 'link.refused',
};

/** The rest of SQLSTATE class 22: a value, such as one in a cursor, that is nothing of its type. */
const UNFIT_VALUE = /^22\w{3}$/;

const BY_STATUS: Record<number, ErrorCode> = {
  400: 'request.malformed',
  404: 'request.no_such_address',
  413: 'request.too_large',
  415: 'request.unsupported_media_type',
  429: 'request.too_many',
};

/** What pg and its pool say, without a code, when no connection can be had. */
const POOL_TROUBLE = [
  'timeout exceeded when trying to connect',
  'Connection terminated',
  'Client has encountered a connection error',
  'not queryable',
];

/** In fixed words, so that they may stand in a log; undefined where it is something else. */
export const poolTroubleOf = (fault: Error): string | undefined =>
  POOL_TROUBLE.find((words) => fault.message.includes(words));

/**
 * Whatever was thrown, as a refusal from the table. `bug` marks what no caller should ever be able to cause;
 * those are logged loudly. A permission that the database denied is such a bug: 404 outside, alarm inside.
 */
export function asAppError(thrown: unknown): { error: AppError; bug: boolean } {
  if (thrown instanceof AppError) return { error: thrown, bug: false };
  const cause = thrown instanceof QueryFailedError ? thrown.driverError : thrown;
  const code = codeOf(cause);
  if (code === '42501') return { error: new AppError('not_found'), bug: true };
  if (UNAVAILABLE.test(code) || isLostConnection(cause)) {
    return { error: new AppError('service.unavailable', undefined, undefined, 2), bug: false };
  }
  const known = BY_SQLSTATE[code] ?? (UNFIT_VALUE.test(code) ? 'request.invalid' : undefined);
  if (known) return { error: new AppError(known), bug: false };
  const status = thrown instanceof HttpException ? thrown.getStatus() : statusOf(thrown);
  const byStatus = BY_STATUS[status];
  if (byStatus) return { error: new AppError(byStatus), bug: false };
  if (status >= 400 && status < 500) return { error: new AppError('request.malformed'), bug: false };
  return { error: new AppError('service.failed'), bug: true };
}

export function problemOf(error: AppError, requestId: string): Problem {
  const [status, title, detail] = ERRORS[error.code];
  return {
    type: `/docs/errors#${error.code}`,
    title,
    status,
    code: error.code,
    detail: error.detail ?? detail,
    ...(error.errors ? { errors: error.errors } : {}),
    requestId,
  };
}

/** TypeORM lets go of a connection that died between two statements of a transaction; the next statement finds out. */
const isLostConnection = (cause: unknown): boolean =>
  cause instanceof QueryRunnerAlreadyReleasedError ||
  cause instanceof QueryRunnerProviderAlreadyReleasedError ||
  (cause instanceof Error && poolTroubleOf(cause) !== undefined);

function codeOf(thrown: unknown): string {
  const code = (thrown as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

function statusOf(thrown: unknown): number {
  const status = (thrown as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : 500;
}

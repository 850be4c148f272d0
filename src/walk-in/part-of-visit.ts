import { AppError, ERRORS, type FieldFault } from '../http/errors';

/** The parts of a walk-in, as its body names them. */
export type PartOfVisit = '/patient' | '/episode' | '/assessment' | '/signature' | '/plan' | '/issue';

/**
 * Does one part of a walk-in. What it refuses is said with pointers into the whole body; a refusal that points nowhere is
 * pointed at the part. Whatever is no refusal passes as it is, and the transaction is undone either way.
 */
export async function doPart<Done>(part: PartOfVisit, work: () => Promise<Done>): Promise<Done> {
  try {
    return await work();
  } catch (thrown) {
    throw thrown instanceof AppError ? refusedIn(part, thrown) : thrown;
  }
}

/** The same refusal, told of the body in which the part stands. What is issued is the plan: its pointers lead there. */
export function refusedIn(part: PartOfVisit, refusal: AppError): AppError {
  const { code, detail, errors, retryAfterSeconds } = refusal;
  const itself: FieldFault = { pointer: part, code, detail: detail ?? ERRORS[code][2] };
  const faults = errors?.map((fault) => ({ ...fault, pointer: inBody(part, fault.pointer) }));
  return new AppError(code, detail, faults ?? [itself], retryAfterSeconds);
}

function inBody(part: PartOfVisit, pointer: string): string {
  if (part === '/issue' && /^\/(draft\/)?items(\/|$)/.test(pointer))
    return pointer.replace(/^(\/draft)?/, '/plan');
  // what is missing of an assessment is found at its signature
  return `${part === '/signature' && pointer !== '/because' ? '/assessment' : part}${pointer}`;
}

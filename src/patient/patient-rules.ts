import type { FieldFault } from '../http/errors';

/**
 * What has to be true of a patient beyond the shape of each field, whichever way they are registered: one by one or from
 * a table. Pure; who is responsible, the caller has looked up.
 */
interface Colleague {
  roles: readonly string[];
  isActive(today: string): boolean;
}

export function faultsOfPatient({ dateOfBirth }: { dateOfBirth?: string }, today: string): FieldFault[] {
  return dateOfBirth !== undefined && dateOfBirth > today
    ? [{ pointer: '/dateOfBirth', code: 'future', detail: 'This day has not come yet.' }]
    : [];
}

/** `named`: by what they were named, "id" or "e-mail". */
export function faultsOfResponsible(
  staff: Colleague | null | undefined,
  today: string,
  named: 'id' | 'e-mail',
): FieldFault[] {
  if (staff?.roles.includes('clinician') && staff.isActive(today)) return [];
  const detail = `There is no active clinician with this ${named} at your clinic.`;
  return [{ pointer: '/responsibleId', code: 'clinician', detail }];
}

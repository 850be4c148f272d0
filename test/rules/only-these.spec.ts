/** What somebody of another role is told: who may, by the route's own list. */
import { onlyThese } from '../../src/identity/allow';

it.each([
  [['patient'], 'Only the patient can do this.'],
  [['patient', 'carer'], 'Only the patient or somebody who looks after the patient can do this.'],
  [['clinician'], 'Only a clinician can do this.'],
  [['clinician', 'desk'], 'Only a clinician or the desk can do this.'],
  [['clinician', 'desk', 'admin'], 'Only a clinician, the desk or an admin can do this.'],
] as const)('of %j', (roles, said) => {
  expect(onlyThese(roles)).toBe(said);
});

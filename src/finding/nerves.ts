/**
 * What an examination of the nerves comes to: whether it was completed, whether anything in it is not normal, and in which words
 * that is said. Nothing here weighs it; red flags and rules do.
 */
import { isNeuroExamined } from './derived';
import type { Findings, Neuro, Root, RootFinding } from './findings';

/** The roots that CES-3 asks about: straightening the knee, pulling the foot up, turning it out. */
export const ROOTS_NEEDED: readonly Root[] = ['L4', 'L5', 'S1'];

/** Power and touch at each of these roots on both sides, and a reflex [our decision, to be approved]. */
export function isCompleted(neuro: Neuro): boolean {
  const tested = (root: string, side: string) =>
    (neuro.roots ?? []).some(
      (one) => one.root === root && one.side === side && one.power !== undefined && one.touch !== undefined,
    );
  return (
    isNeuroExamined(neuro) &&
    !neuro.notTestable &&
    ROOTS_NEEDED.every((root) => tested(root, 'left') && tested(root, 'right'))
  );
}

/** Something was found, or it is worse than before; a reflex of 1 or 3 is within what people have. */
export function isAbnormal(findings: Findings): boolean {
  const { roots = [], upperMotorSigns, trend } = findings.neuro ?? {};
  return (
    roots.some(isAbnormalRoot) ||
    upperMotorSigns === 'yes' ||
    trend === 'worse' ||
    alteredSaddle(findings) !== null
  );
}

export const isAbnormalRoot = ({ power = 5, touch = 'normal', reflex = 2 }: RootFinding): boolean =>
  power < 5 || touch !== 'normal' || reflex === 0 || reflex === 4;

/** Of whatever quality: what the patient marks between the legs, they feel there. In words; null: it is not, or nobody said. */
export function alteredSaddle({ neuro, bodyChart }: Findings): string | null {
  if (neuro?.saddleSensation === 'altered') return 'saddle sensation altered';
  const mark = (bodyChart ?? []).find(({ region }) => region === 'saddle');
  return mark ? `a mark between the legs${mark.quality ? `, ${mark.quality}` : ''}` : null;
}

/** undefined: not asked at this visit. */
export function saddleNormal(findings: Findings, examinedNow: boolean): boolean | undefined {
  if (alteredSaddle(findings) !== null) return false;
  const asked = findings.neuro?.saddleSensation;
  return (asked === 'normal_asked' || asked === 'normal_tested') && examinedNow ? true : undefined;
}

/** Of a root in which something was found: the gravest of it. */
export function rootInWords({ root, side, power = 5, touch = 'normal', reflex }: RootFinding): string {
  const found =
    power < 5 ? `power ${power} of 5` : touch !== 'normal' ? `touch ${touch}` : `reflex ${reflex}`;
  return `${found} at ${root}, ${side}`;
}

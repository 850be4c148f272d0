/**
 * The lines about stopping and about pain of which the lists of wording.ts are made, and those that diary/pain-guide.ts puts
 * together for an exercise with a pain policy of its own. Each line once; `{from}` and the like are filled in.
 */
export interface Line {
  id: string;
  text: string;
}

export const STOP_SIGNS = {
  further_down: { id: 'stop_if.further_down', text: 'pain goes further down your leg' },
  numb: { id: 'stop_if.numb', text: 'you feel new numbness, tingling or weakness' },
  worse_mornings: { id: 'worse_mornings', text: 'the pain is worse the next morning, two days in a row' },
  chest: {
    id: 'stop_if.chest',
    text: 'you have chest pain: call {emergency} now, even if your back does not hurt',
  },
  dizzy: { id: 'stop_if.dizzy', text: 'you feel dizzy, sick or short of breath' },
} as const satisfies Record<string, Line>;

/** In the place of `worse_mornings`, and beside the others, where a clinician chose so. */
export const OWN_STOP_SIGNS = {
  next_morning: { id: 'stop_if.next_morning', text: 'the pain is worse the next morning' },
  many_mornings: {
    id: 'stop_if.many_mornings',
    text: 'the pain is worse the next morning, {days} days in a row',
  },
  form_lost: { id: 'stop_if.form_lost', text: 'you can no longer do it the right way' },
} as const satisfies Record<string, Line>;

/** `{pain}` is a number or a range: "3", "0 to 2", "6 or more". */
export const PAIN_LINES = {
  from_to: { id: 'pain_guide.from_to', text: '{from} to {to}' },
  or_more: { id: 'pain_guide.or_more', text: '{from} or more' },
  go_on: { id: 'pain_guide.go_on', text: '{pain}: go on.' },
  fine: { id: 'pain_guide.fine', text: '{pain}: this is fine. Go on.' },
  settles: { id: 'pain_guide.settles', text: '{pain}: this is OK if it has settled by the next morning.' },
  ok: { id: 'pain_guide.ok', text: '{pain}: this is OK. Go on.' },
  stop: { id: 'pain_guide.stop', text: '{pain}: stop that exercise for today and tell us.' },
  where: { id: 'pain_guide.where', text: 'Where it hurts counts more than the number.' },
  stays: { id: 'pain_guide.stays', text: 'It stays where it is, or moves up to your back: go on.' },
  moves_down: {
    id: 'pain_guide.moves_down',
    text: 'It moves further down your leg: stop that exercise and tell us.',
  },
  while_moving: {
    id: 'pain_guide.while_moving',
    text: '{pain}: this is OK as long as you can still move well.',
  },
  leave_off: {
    id: 'pain_guide.leave_off',
    text: 'It makes you leave off: stop that exercise for today and tell us.',
  },
  none_after: { id: 'pain_guide.none_after', text: 'When you have done it, it should not hurt.' },
  most_after: { id: 'pain_guide.most_after', text: 'When you have done it: no more than {most}.' },
} as const satisfies Record<string, Line>;

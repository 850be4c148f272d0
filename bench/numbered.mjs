/** Ids that follow from numbers, so that whoever asks need not look them up first. */
export const KINDS = {
  clinic: '0',
  staff: '1',
  staffSession: '2',
  patient: '3',
  session: '4',
  episode: '5',
  assessment: '6',
  prescription: '7',
  version: '8',
  item: '9',
  entry: 'a',
};

/** The uuid of the nth of a kind, counted from 1. */
export const idOf = (kind, n) => `${KINDS[kind]}0000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

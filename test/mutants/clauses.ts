/**
 * Takes single conditions out of a statement of SQL: every part of a `where`, an `on` or a `when`, at any depth, one at a
 * time. Knows just enough of SQL for that: strings, comments, parentheses and a few words.
 */
export interface Changed {
  /** What was done, in a few words of the statement. */
  what: string;
  sql: string;
  /** Where in the statement, counted from 1. */
  line: number;
}

interface Token {
  word: string;
  start: number;
  end: number;
  /** How many parentheses are open here. */
  depth: number;
}

/** A stretch of SQL. */
interface Span {
  start: number;
  end: number;
}

const BEGIN = ['where', 'on', 'when'];
const END = [...BEGIN, 'then', 'join', 'left', 'cross', 'group', 'order', 'limit', 'union', ';', '$'];

/** Each condition left out in turn: a part of an "and" becomes true, a part of an "or" false, a "when" either. */
export function withoutEachCondition(sql: string): Changed[] {
  const tokens = tokensOf(sql);
  const changed: Changed[] = [];
  const become = (span: Span, word: 'true' | 'false') =>
    changed.push({
      what: `${oneLine(sql.slice(span.start, span.end))} → ${word}`,
      sql: `${sql.slice(0, span.start)}${word}${sql.slice(span.end)}`,
      line: sql.slice(0, span.start).split('\n').length,
    });
  const weaken = (condition: Token[]) => {
    const alternatives = split(condition, 'or');
    for (const alternative of alternatives) {
      const parts = split(alternative, 'and');
      if (alternatives.length > 1) become(spanOf(alternative), 'false');
      if (parts.length > 1) for (const part of parts) become(spanOf(part), 'true');
      // a subselect has a "where" of its own
      for (const part of parts) if (isWrapped(part) && part[1]?.word !== 'select') weaken(part.slice(1, -1));
    }
  };
  tokens.forEach((token, n) => {
    if (!BEGIN.includes(token.word) || tokens[n - 1]?.word === 'distinct') return;
    const condition = tokens.slice(n + 1, endOf(tokens, n));
    const isSimple = split(condition, 'and').length === 1 && split(condition, 'or').length === 1;
    if (isSimple || token.word === 'when') become(spanOf(condition), 'true');
    if (token.word === 'when') become(spanOf(condition), 'false');
    weaken(condition);
  });
  return changed;
}

/** The same for a bare condition, as the catalogue prints that of a policy. */
export function withoutEachPart(condition: string): Changed[] {
  const wrapped = withoutEachCondition(`where ${unwrapped(condition)}`);
  return wrapped.map(({ sql, ...rest }) => ({ ...rest, sql: sql.slice('where '.length) }));
}

export function statementsOf(sql: string): string[] {
  const ends = tokensOf(sql).filter((token) => token.word === ';');
  return ends.map((token, n) => sql.slice(n === 0 ? 0 : ends[n - 1]!.end, token.end));
}

function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  for (const { 0: text, index } of sql.matchAll(/--[^\n]*|'(?:[^']|'')*'|[\w.]+|[^\s\w]/g)) {
    if (text.startsWith('--')) continue;
    if (text === ')') depth -= 1;
    tokens.push({ word: text.toLowerCase(), start: index, end: index + text.length, depth });
    if (text === '(') depth += 1;
  }
  return tokens;
}

/** Where the condition ends that begins after token `n`. */
function endOf(tokens: Token[], n: number): number {
  const { depth } = tokens[n]!;
  const end = tokens.findIndex(
    (token, at) => at > n && (token.depth < depth || (token.depth === depth && END.includes(token.word))),
  );
  return end === -1 ? tokens.length : end;
}

function split(tokens: Token[], by: 'and' | 'or'): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token.word === by && token.depth === tokens[0]!.depth) parts.push([]);
    else parts.at(-1)!.push(token);
  }
  return parts;
}

const spanOf = (tokens: Token[]): Span => ({ start: tokens[0]!.start, end: tokens.at(-1)!.end });

/** Whether one pair of parentheses holds it all. */
const isWrapped = (tokens: Token[]): boolean =>
  tokens[0]?.word === '(' &&
  tokens.findIndex((token, at) => at > 0 && token.depth === tokens[0]!.depth) === tokens.length - 1;

function unwrapped(condition: string): string {
  return isWrapped(tokensOf(condition)) ? unwrapped(condition.slice(1, -1)) : condition;
}

function oneLine(sql: string): string {
  const line = sql
    .replace(/--[^\n]*/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > 90 ? `${line.slice(0, 87)}...` : line;
}

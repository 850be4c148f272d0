/** What processes cost, read from /proc (Linux): processor time in seconds, and memory with shared pages counted once. */
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second; USER_HZ is 100 on every Linux that Node runs on. */
const TICKS = 100;

/** Of one process, without its children. */
export function processorTime(pid) {
  const fields = statOf(pid);
  return fields ? (Number(fields[11]) + Number(fields[12])) / TICKS : 0;
}

/** Of a Postgres: its processes, and those that have ended since it began. Asked again where one ended meanwhile. */
export function processorTimeOfTree(pid) {
  for (;;) {
    const gone = timeOfEnded(pid);
    const time = gone + [pid, ...below(pid)].reduce((sum, each) => sum + processorTime(each), 0);
    if (timeOfEnded(pid) === gone) return time;
  }
}

function timeOfEnded(pid) {
  const fields = statOf(pid);
  return fields ? (Number(fields[13]) + Number(fields[14])) / TICKS : 0;
}

/** Megabytes, proportional set size. */
export function memoryOf(...pids) {
  const kilobytes = pids.map((pid) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  return Math.round(kilobytes.reduce((sum, each) => sum + each, 0) / 1024);
}

export const memoryOfTree = (pid) => memoryOf(pid, ...below(pid));

/** What stands in /proc/…/stat after the name, which may hold anything. */
function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** Its children; those of Postgres have none. */
function below(pid) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => Number(statOf(name)?.[1]) === Number(pid));
}

export function percentile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function row(...cells) {
  const [first = '', ...rest] = cells.map(String);
  console.log([first.padEnd(34), ...rest.map((cell) => cell.padStart(11))].join(' '));
}

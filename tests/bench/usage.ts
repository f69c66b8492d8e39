import { readdirSync, readFileSync } from "node:fs";
import process from "node:process";

/** Linux gives times in /proc in hundredths of a second on every architecture (USER_HZ). */
const ticksPerSecond = 100;

/** Seconds of CPU, user and system, all threads, that a process has used; 0 when it is gone. Resolution: 10 ms. */
export function cpuSeconds(pid: number): number {
  const [user = 0, system = 0] = times(pid)?.own ?? [];
  return (user + system) / ticksPerSecond;
}

/** The same for a process and everything below it, those that have ended included. */
export function treeCpuSeconds(root: number): number {
  const found = new Map<number, NonNullable<ReturnType<typeof times>>>();
  for (const name of readdirSync("/proc")) {
    const read = /^\d+$/.test(name) ? times(Number(name)) : undefined;
    if (read) found.set(Number(name), read);
  }
  const isBelow = (pid: number): boolean => pid === root || isBelowParent(found.get(pid)?.parent);
  const isBelowParent = (parent: number | undefined) => parent !== undefined && parent > 1 && isBelow(parent);
  let ticks = 0;
  for (const [pid, { own, ended }] of found) {
    if (isBelow(pid)) ticks += [...own, ...ended].reduce((sum, value) => sum + value, 0);
  }
  return ticks / ticksPerSecond;
}

/** Seconds of CPU that the whole machine has used since it started, all cores together. */
export function machineCpuSeconds(): number {
  const fields = /^cpu +(.*)$/m.exec(read("/proc/stat"))?.[1]?.split(" ").map(Number) ?? [];
  const [user = 0, nice = 0, system = 0, _idle, _waiting, irq = 0, softIrq = 0, stolen = 0] = fields;
  return (user + nice + system + irq + softIrq + stolen) / ticksPerSecond;
}

/** Megabytes that a process has in memory now; 0 when it is gone. */
export function rssMb(pid: number): number {
  return memory(pid, "VmRSS");
}

/** The most megabytes that a process has had in memory since it started. */
export function peakRssMb(pid: number): number {
  return memory(pid, "VmHWM");
}

function memory(pid: number, field: "VmRSS" | "VmHWM"): number {
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(read(`/proc/${pid}/status`))?.[1];
  return Number(kilobytes ?? 0) * 1024 / 1e6;
}

function times(pid: number) {
  const text = read(`/proc/${pid}/stat`);
  // The name of the program, in parentheses, may hold spaces.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ").map(Number);
  if (fields.length < 15) return undefined;
  return { parent: fields[1], own: fields.slice(11, 13), ended: fields.slice(13, 15) };
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** Raises on a machine whose /proc can't say what is measured here. */
export function requireProc(): void {
  if (cpuSeconds(process.pid) > 0) return;
  throw new Error("This benchmark reads /proc, so it needs Linux.");
}

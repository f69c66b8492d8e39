import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Diagnosis, ill, unknown, well } from "./diagnosis.ts";

/** A program that ships start. */
interface Program {
  /** Stable, for machines; what is started as well, unless `command` says otherwise. */
  name: string;
  command?: string;
  /** What makes it say its version. */
  args: string[];
  /** The oldest version that will do. */
  least: [major: number, minor: number];
  /** What to type. */
  fix: string;
}

/** Whether a program is there and new enough, by what it says of itself. */
export async function examineProgram(
  { name, command = name, args, least, fix }: Program,
): Promise<Diagnosis> {
  const said = await output(command, args);
  if (said === undefined) return ill(name, `${name} is not installed`, fix);
  // the first release of a Java names no minor version
  const [, major, minor = "0"] = /(\d+)\.(\d+)/.exec(said) ?? /\b(\d+)\b/.exec(said) ?? [];
  if (major === undefined) return unknown(name, `${name} does not say its version`, fix);
  const isNew = Number(major) > least[0] || (Number(major) === least[0] && Number(minor) >= least[1]);
  const message = `${name} ${major}.${minor}`;
  return isNew ? well(name, message) : ill(name, `${message} is too old`, fix);
}

async function output(program: string, args: string[]): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, args, { timeout: 10_000 });
    return stdout + stderr;
  } catch {
    return undefined;
  }
}

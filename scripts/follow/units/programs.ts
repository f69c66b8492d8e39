import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { CommandError } from "../../cli/command-error.ts";
import { env, spawn } from "../../runtime.ts";

/** Where a program is, absolute: a unit has another PATH than a shell. Raises `program_missing`. */
export function findProgram(name: string): string {
  const found = locate(name);
  if (found !== null) return found;
  throw new CommandError(
    "program_missing",
    `there is no ${name} on the PATH`,
    "Install Node.js and git for this user.",
  );
}

/** The same, null when there is none. */
export function locate(name: string): string | null {
  for (const folder of (env("PATH") ?? "").split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch { /* the next folder */ }
  }
  return null;
}

/** How a program ended, and the end of what it wrote. */
export async function runProgram(
  name: string,
  args: string[],
  more: Record<string, string> = {},
): Promise<{ code: number; said: string; lines: string[] }> {
  const child = spawn(findProgram(name), args, { env: more });
  const read = async (from: AsyncIterable<string>) => {
    const lines: string[] = [];
    for await (const line of from) lines.push(line);
    return lines;
  };
  const [code, out, wrong] = await Promise.all([child.exited, read(child.stdout), read(child.stderr)]);
  return { code, lines: out, said: [...out, ...wrong].slice(-12).join("\n") };
}

/** What an account is called; null when there is none with this number. */
export async function userNameOf(uid: number): Promise<string | null> {
  const { code, lines } = await runProgram("id", ["-nu", String(uid)]);
  return code === 0 ? lines[0] ?? null : null;
}

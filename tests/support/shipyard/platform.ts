import { createInterface } from "node:readline";
import type { StackInfo } from "../../../scripts/stack/info.ts";
import { spawnBeside } from "../command/beside.ts";

/** Where a local platform is. */
export interface Platform {
  info: StackInfo;
  superuserUrl: string;
}

let platform: Promise<Platform> | undefined;

/** The platform that the test files of this process share: starting one takes longer than most tests. It ends with this process. */
export function sharedPlatform(): Promise<Platform> {
  return platform ??= start();
}

async function start(): Promise<Platform> {
  const { child, isOver } = spawnBeside(new URL("platform-process.ts", import.meta.url));
  isOver.catch(() => platform = undefined);
  child.stderr.pipe(process.stderr);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value } = await Promise.race([lines.next(), isOver]);
  const parsed: Platform = JSON.parse(String(value));
  return parsed;
}

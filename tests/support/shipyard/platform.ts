import { httpFetch } from "../../../scripts/runtime.ts";
import type { StackInfo } from "../../../scripts/stack/info.ts";
import { startBeside } from "../command/beside.ts";

/** Where a local platform is. */
export interface Platform {
  info: StackInfo;
  superuserUrl: string;
}

let platform: Promise<Platform> | undefined;

/** The platform that the test files of this process share: starting one takes longer than most tests. It ends with this process. */
export function sharedPlatform(): Promise<Platform> {
  return platform ??= startBeside<Platform>(
    new URL("platform-process.ts", import.meta.url),
    () => platform = undefined,
  );
}

/** What stands in for others behaves as at first, and has heard nothing. */
export async function resetStandIns({ apns, realtime, telegram, net }: StackInfo): Promise<void> {
  for (const { control_url } of [apns, realtime, telegram, net]) {
    await httpFetch(control_url, { method: "DELETE" });
  }
}

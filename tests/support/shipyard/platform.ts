import { httpFetch } from "../../../scripts/runtime.ts";
import type { StackInfo } from "../../../scripts/stack/info.ts";
import { startBeside } from "../command/beside.ts";

/** Where a local platform is. */
export interface Platform {
  info: StackInfo;
  superuserUrl: string;
}

let platform: Promise<Platform> | undefined;

/**
 * The platform that the test files of this process share: starting one takes longer than most tests. What stands in for others behaves as
 * at first and has heard nothing; `restoreDatabase` does the same for its tables. It ends with this process.
 */
export async function sharedPlatform(): Promise<Platform> {
  platform ??= startBeside<Platform>(
    new URL("platform-process.ts", import.meta.url),
    () => platform = undefined,
  );
  const { info, superuserUrl } = await platform;
  for (const { control_url } of [info.apns, info.realtime, info.telegram, info.net]) {
    await httpFetch(control_url, { method: "DELETE" });
  }
  return { info, superuserUrl };
}

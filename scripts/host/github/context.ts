import type { HostClient } from "../http/client.ts";

/** What every part of the GitHub side works with. */
export interface GitHub {
  client: HostClient;
  /** `/repos/owner/name`. */
  base: string;
  /** As people call the host. */
  name: string;
  /** Gets one line of progress. */
  note(line: string): void;
}

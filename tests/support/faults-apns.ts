import { z } from "zod";
import type { LoadedStack } from "./loaded-stack.ts";

const count = z.number();
const byHost = z.object({ production: count, sandbox: count });
const report = z.object({
  settings: z.object({ rules: z.array(z.object({ next: count.optional() })) }),
  totals: z.object({
    requests: count,
    lost: count,
    goaways: count,
    max_concurrent: count,
    connections: byHost,
    by_reason: z.record(z.string(), count),
  }),
  open_connections: byHost,
});
const tokens = z.object({ tokens: z.array(z.object({ token: z.string(), accepted: count })) });
const notifications = z.object({ notifications: z.array(z.object({ build: count.nullish() })) });

/** What the APNs stand-in received: the account that our own tables are held against. */
export class ApnsAccount {
  constructor(private readonly on: LoadedStack) {}

  async report() {
    return report.parse(await this.#get(""));
  }

  async totals() {
    return (await this.report()).totals;
  }

  /** Who accepted an announcement, and how often. */
  async accepted(announcement: string): Promise<Map<string, number>> {
    const query = `announcement=${announcement}&limit=1000000`;
    const found = tokens.parse(await this.#get(`/tokens?${query}`));
    return new Map(found.tokens.map(({ token, accepted }) => [token, accepted]));
  }

  /** What was decided about a device so far, oldest first; the answers may still be on their way. */
  async decisions(token: string) {
    return notifications.parse(await this.#get(`/token/${token}`)).notifications;
  }

  #get(path: string): Promise<unknown> {
    return this.on.control(`${this.on.info.apns.control_url}${path}`);
  }
}

import type { ProviderTokens } from "../control-plane/provider-tokens.ts";
import { Problem } from "../endpoint/problem.ts";
import type { ApnsKey } from "./key.ts";

/** `refused`: the token an ExpiredProviderToken answer was about; it is replaced if nobody has done so yet. */
export type TakeToken = (key: ApnsKey, refused?: string) => Promise<string>;

const waitMs = 100;
const mostWaits = 100;

/**
 * The provider token that all workers share through the database, whose clock dates it. Apple: "Refresh your token no
 * more than once every 20 minutes and no less than once every 60 minutes", so exactly one worker mints, between 40 and
 * 50 minutes, and nobody else does. Raises Problem `provider_token_unavailable` after 10 s without one.
 */
export function createTakeToken(
  { tokens, sleep }: { tokens: ProviderTokens; sleep: (ms: number) => Promise<void> },
): TakeToken {
  return async (key, refused) => {
    let refusedToken = refused;
    for (let waits = 0; waits < mostWaits; waits++) {
      const answer = await tokens.take(key.keyId, key.teamId, refusedToken, key.digest);
      refusedToken = undefined; // said once: saying it again could drop the successor
      if (answer.mint !== null) {
        const token = await key.sign(answer.mint.issued_at);
        if (await tokens.store(key.keyId, answer.mint.lease_token, token)) return token;
      } else if (answer.token !== null) {
        return answer.token;
      }
      await sleep(waitMs);
    }
    throw new Problem("provider_token_unavailable", 503, "No worker has minted a provider token in time.");
  };
}

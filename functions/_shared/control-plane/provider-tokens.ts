import { type ProviderTokenAnswer, storeProviderToken, takeProviderToken } from "../contract/pushes.ts";
import type { Call } from "../contract/rpc.ts";

/** The provider tokens that all workers share. */
export interface ProviderTokens {
  /** `digest` tells another key under the same id. */
  take(keyId: string, teamId: string, refused?: string, digest?: string): Promise<ProviderTokenAnswer>;
  /** False when the right to mint was lost. */
  store(keyId: string, lease: string, token: string): Promise<boolean>;
}

export function createProviderTokens(call: Call): ProviderTokens {
  return {
    take: (key_id, team_id, refused_token, key_digest) =>
      call(takeProviderToken, { key_id, team_id, refused_token, key_digest }),
    store: (key_id, lease_token, token) => call(storeProviderToken, { key_id, lease_token, token }),
  };
}

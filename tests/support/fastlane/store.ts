import { exportJWK, exportPKCS8, generateKeyPair } from "jose";
import { onTestFinished } from "vitest";
import { httpFetch } from "../../../scripts/runtime.ts";
import { type AppStore, startAppStore } from "../../../scripts/stack/app-store-connect/app-store-connect.ts";
import type { ReviewState } from "../../../scripts/stack/app-store-connect/review-state.ts";

export const keyId = "KEY1234567";
export const issuerId = "69a6de70-0000-47e3-e053-5b8c7c11a4d1";
export const appId = "1234567890";

/** Versions and submissions, as the store keeps them. */
type StoreState = Pick<ReviewState, "versions" | "submissions">;

/** A store that is gone when the test ends, and what a person exports to reach it. */
export interface TestStore {
  store: AppStore;
  p8: string;
  env: Record<string, string>;
  /** Changes how the store behaves. */
  set(settings: Record<string, unknown>): Promise<void>;
  upload(build: number | string, wishes?: Record<string, unknown>): Promise<void>;
  /** Every token that was shown so far is refused from now on. */
  revokeTokens(): Promise<void>;
  /** Whatever else the control URL takes: sell, decide, other_item, tester_notes. */
  act(action: string, wishes: Record<string, unknown>): Promise<unknown>;
  /** What the store has. */
  held(): Promise<StoreState>;
  /** What was asked: `GET /v1/…`, and how it was answered. */
  calls(): Promise<{ call: string; status: number; detail: string }[]>;
}

/** Starts a stand-in with a key of its own: the team's, or an individual one. */
export async function startTestStore({ isTeam = true }: { isTeam?: boolean } = {}): Promise<TestStore> {
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  const p8 = await exportPKCS8(privateKey);
  const store = await startAppStore({
    keyId,
    issuerId: isTeam ? issuerId : undefined,
    publicKey: await exportJWK(publicKey),
    appId,
  });
  onTestFinished(store.stop);
  const control = async (path: string, method: string, body?: unknown) => {
    const answer = await httpFetch(`${store.controlUrl}${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return await answer.json();
  };
  return {
    store,
    p8,
    env: {
      ASC_KEY_ID: keyId,
      ...isTeam ? { ASC_ISSUER_ID: issuerId } : {},
      ASC_KEY_P8: p8,
      ASC_API_URL: store.apiUrl,
    },
    set: (settings) => control("", "PUT", settings),
    upload: (build, wishes = {}) => control("/upload", "POST", { version: "1.0", build, ...wishes }),
    act: (action, wishes) => control(`/${action}`, "POST", wishes),
    held: () => control("", "GET"),
    revokeTokens: () => control("/revoke", "POST", {}),
    calls: async () => (await control("", "GET")).calls,
  };
}

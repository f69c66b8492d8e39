import { exportJWK, exportPKCS8, generateKeyPair } from "jose";
import { randomHex } from "../../runtime.ts";
import { type AppStore, startAppStore } from "./app-store-connect.ts";

/** The app that the local platform's store has. */
export interface PlatformStoreOptions {
  appId: string;
  bundleId?: string;
}

/** A store beside the platform, and what its functions need to know of it. */
export interface PlatformStore extends AppStore {
  /** Function secrets, under their hosted names. */
  functionsEnv: Record<string, string>;
}

/** Starts a store with a team's key and a webhook secret of their own, which are gone with it. */
export async function startPlatformStore(options: PlatformStoreOptions): Promise<PlatformStore> {
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  const key = { keyId: "KEY1234567", issuerId: "69a6de70-0000-47e3-e053-5b8c7c11a4d1" };
  const store = await startAppStore({ ...key, ...options, publicKey: await exportJWK(publicKey) });
  return {
    ...store,
    functionsEnv: {
      ASC_KEY_ID: key.keyId,
      ASC_ISSUER_ID: key.issuerId,
      ASC_PRIVATE_KEY: await exportPKCS8(privateKey),
      ASC_API_URL: store.apiUrl,
      ASC_WEBHOOK_SECRET: randomHex(32),
    },
  };
}

import { buildsFields, buildsSchema } from "../../functions/_shared/app-store-connect/answers.ts";
import { appSchema, type StoreBuild, toUploads, type Uploads } from "./answers.ts";
import type { StoreCredential } from "./credentials.ts";
import type { StorePlatform } from "./platform.ts";
import { createRequests, type StoreRequests } from "./requests.ts";

export type { StoreBuild } from "./answers.ts";

/**
 * App Store Connect, reading only, and only one platform's builds. Every method raises CommandError: `store_credential_refused` (exit 4), `store_app_unknown`,
 * `store_rate_limited`, `store_unreachable`, `store_answer_unexpected` (exit 1), and the signal's reason.
 */
export interface AppStoreConnect {
  /** The app's bundle id. Proves that the credential works and may see the app. */
  checkApp(appId: string, signal?: AbortSignal): Promise<string>;
  /** The newest upload of this number in the train of this marketing version, or null; in any train when none is named. */
  findBuild(appId: string, build: number, version?: string, signal?: AbortSignal): Promise<StoreBuild | null>;
  /** The newest upload of this number in each train, newest first. */
  findTrains(appId: string, build: number, signal?: AbortSignal): Promise<StoreBuild[]>;
  /** The newest uploads of all trains. */
  listBuilds(appId: string, signal?: AbortSignal): Promise<Uploads>;
}

/** A client of the App Store Connect API 4.5; opens no connection before the first call. */
export function connectStore(
  credential: StoreCredential,
  platform: StorePlatform = "IOS",
  { get }: StoreRequests = createRequests(credential),
): AppStoreConnect {
  const uploads = async (appId: string, query: Record<string, string>, signal?: AbortSignal) =>
    toUploads(
      await get(
        "/v1/builds",
        {
          "filter[app]": appId,
          ...query,
          "filter[preReleaseVersion.platform]": platform,
          ...buildsFields,
          sort: "-uploadedDate",
        },
        buildsSchema,
        signal,
      ),
    );

  return {
    async checkApp(appId, signal) {
      const { data } = await get(`/v1/apps/${appId}`, { "fields[apps]": "bundleId" }, appSchema, signal);
      return data.attributes.bundleId;
    },
    async findBuild(appId, build, version, signal) {
      const { builds } = await uploads(appId, {
        "filter[version]": String(build),
        ...version === undefined ? {} : { "filter[preReleaseVersion.version]": version },
        limit: "5",
      }, signal);
      return builds.find((one) => one.build === build && (version ?? one.version) === one.version) ?? null;
    },
    async findTrains(appId, build, signal) {
      const query = { "filter[version]": String(build), limit: "200" };
      const { builds } = await uploads(appId, query, signal);
      const found = builds.filter((one) => one.build === build);
      return found.filter(({ version }, at) => found.findIndex((one) => one.version === version) === at);
    },
    listBuilds: (appId, signal) => uploads(appId, { limit: "200" }, signal),
  };
}

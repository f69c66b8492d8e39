import { z } from "zod";
import { compareDotted } from "../../manifest/compare.ts";
import type { StorePlatform } from "../platform.ts";
import type { StoreRequests } from "../requests.ts";
import {
  type ReleaseType,
  type StoreText,
  type StoreVersion,
  textsSchema,
  toVersion,
  versionSchema,
  versionsSchema,
} from "./version-answers.ts";

export type { ReleaseType, StoreText, StoreVersion } from "./version-answers.ts";

const nothing = z.unknown();

/** The versions of an app in the App Store. Every method raises what `StoreRequests` raises. */
export interface StoreVersions {
  /** Highest first. */
  list(signal: AbortSignal): Promise<StoreVersion[]>;
  create(version: string, releaseType: ReleaseType, signal: AbortSignal): Promise<StoreVersion>;
  change(
    id: string,
    change: { versionString?: string; releaseType?: ReleaseType },
    signal: AbortSignal,
  ): Promise<void>;
  setBuild(id: string, buildId: string, signal: AbortSignal): Promise<void>;
  texts(id: string, signal: AbortSignal): Promise<StoreText[]>;
  setWhatsNew(textId: string, whatsNew: string, signal: AbortSignal): Promise<void>;
  startPhased(versionId: string, signal: AbortSignal): Promise<void>;
  setPhased(id: string, state: "ACTIVE" | "PAUSED" | "COMPLETE", signal: AbortSignal): Promise<void>;
  /** What TestFlight tells the testers of a build. */
  testerNotes(buildId: string, signal: AbortSignal): Promise<StoreText[]>;
}

export function openVersions(
  { get, send }: StoreRequests,
  { appId, platform }: { appId: string; platform: StorePlatform },
): StoreVersions {
  const one = (type: string, id: string) => ({ data: { type, id } });
  const textsAt = async (path: string, type: string, signal: AbortSignal) => {
    const query = { [`fields[${type}]`]: "locale,whatsNew", limit: "200" };
    const { data } = await get(path, query, textsSchema, signal);
    return data.map(({ id, attributes: { locale, whatsNew } }) => ({
      id,
      locale,
      whatsNew: whatsNew ?? null,
    }));
  };
  return {
    async list(signal) {
      const query = { "filter[platform]": platform, ...fields, limit: "200" };
      const { data, included } = await get(
        `/v1/apps/${appId}/appStoreVersions`,
        query,
        versionsSchema,
        signal,
      );
      return data.map((one) => toVersion(one, included))
        .sort((a, b) => compareDotted(b.version, a.version) ?? 0);
    },
    async create(versionString, releaseType, signal) {
      const { data } = await send(
        "POST",
        "/v1/appStoreVersions",
        {
          type: "appStoreVersions",
          attributes: { platform, versionString, releaseType },
          relationships: { app: one("apps", appId) },
        },
        z.object({ data: versionSchema }),
        signal,
      );
      return toVersion(data, []);
    },
    async change(id, attributes, signal) {
      const document = { type: "appStoreVersions", id, attributes };
      await send("PATCH", `/v1/appStoreVersions/${id}`, document, nothing, signal);
    },
    async setBuild(id, buildId, signal) {
      const path = `/v1/appStoreVersions/${id}/relationships/build`;
      await send("PATCH", path, { type: "builds", id: buildId }, nothing, signal);
    },
    texts: (id, signal) =>
      textsAt(
        `/v1/appStoreVersions/${id}/appStoreVersionLocalizations`,
        "appStoreVersionLocalizations",
        signal,
      ),
    async setWhatsNew(id, whatsNew, signal) {
      const document = { type: "appStoreVersionLocalizations", id, attributes: { whatsNew } };
      await send("PATCH", `/v1/appStoreVersionLocalizations/${id}`, document, nothing, signal);
    },
    async startPhased(versionId, signal) {
      const document = {
        type: "appStoreVersionPhasedReleases",
        attributes: { phasedReleaseState: "INACTIVE" },
        relationships: { appStoreVersion: one("appStoreVersions", versionId) },
      };
      await send("POST", "/v1/appStoreVersionPhasedReleases", document, nothing, signal);
    },
    async setPhased(id, phasedReleaseState, signal) {
      const document = { type: "appStoreVersionPhasedReleases", id, attributes: { phasedReleaseState } };
      await send("PATCH", `/v1/appStoreVersionPhasedReleases/${id}`, document, nothing, signal);
    },
    testerNotes: (buildId, signal) =>
      textsAt(`/v1/builds/${buildId}/betaBuildLocalizations`, "betaBuildLocalizations", signal),
  };
}

const fields = {
  include: "build,appStoreVersionPhasedRelease",
  "fields[appStoreVersions]": "versionString,appVersionState,releaseType,build,appStoreVersionPhasedRelease",
  "fields[appStoreVersionPhasedReleases]": "phasedReleaseState,currentDayNumber",
};

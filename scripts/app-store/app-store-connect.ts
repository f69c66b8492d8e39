import type { z } from "zod";
import { CommandError } from "../cli/command-error.ts";
import { httpFetch } from "../runtime.ts";
import { appSchema, buildsSchema, type StoreBuild, toUploads, type Uploads } from "./answers.ts";
import type { StoreCredential } from "./credentials.ts";
import type { StorePlatform } from "./platform.ts";
import { refusal } from "./refusal.ts";
import { createTokens } from "./token.ts";

export type { StoreBuild } from "./answers.ts";

/** Milliseconds for one answer. */
const timeoutMs = 20_000;

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
export function connectStore(credential: StoreCredential, platform: StorePlatform = "IOS"): AppStoreConnect {
  const token = createTokens(credential);
  let isKnownHere = false;

  async function get<Schema extends z.ZodType>(
    path: string,
    query: Record<string, string>,
    schema: Schema,
    signal?: AbortSignal,
  ): Promise<z.infer<Schema>> {
    const url = `${credential.apiUrl}${path}?${new URLSearchParams(query)}`;
    let answer = await send(url, await token(), signal);
    // the key is good: the token was revoked, or this clock was set meanwhile
    if (answer.status === 401 && isKnownHere) {
      answer = await send(url, await token({ refusedAt: answer.headers.get("date") }), signal);
    }
    const { status, text, headers } = answer;
    if (status !== 200) throw refusal(status, text, headers, credential);
    isKnownHere = true;
    const parsed = schema.safeParse(parse(text));
    if (parsed.success) return parsed.data;
    throw new CommandError(
      "store_answer_unexpected",
      `App Store Connect answered ${path} with something else than this version of slipway knows`,
      "Update slipway.",
    );
  }

  async function send(url: string, bearer: string, signal?: AbortSignal) {
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await httpFetch(url, {
        headers: { authorization: `Bearer ${bearer}`, accept: "application/json" },
        // a redirect would carry the token to another host
        redirect: "manual",
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      return { status: response.status, text: await response.text(), headers: response.headers };
    } catch (cause) {
      signal?.throwIfAborted();
      const why = timeout.aborted ? `no answer within ${timeoutMs / 1000} s` : "no connection";
      const error = new CommandError(
        "store_unreachable",
        `${credential.apiUrl}: ${why}`,
        "Check the network, then try again.",
      );
      throw Object.assign(error, { cause });
    }
  }

  const uploads = async (appId: string, query: Record<string, string>, signal?: AbortSignal) =>
    toUploads(
      await get(
        "/v1/builds",
        {
          "filter[app]": appId,
          ...query,
          "filter[preReleaseVersion.platform]": platform,
          ...fields,
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

const fields = {
  include: "preReleaseVersion,buildBetaDetail",
  "fields[builds]": "version,processingState,expired,uploadedDate,preReleaseVersion,buildBetaDetail",
};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

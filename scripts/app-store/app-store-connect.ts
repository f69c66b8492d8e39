import type { z } from "zod";
import { CommandError } from "../cli/command-error.ts";
import { httpFetch } from "../runtime.ts";
import { appSchema, buildsSchema, type StoreBuild, toBuilds } from "./answers.ts";
import type { StoreCredential } from "./credentials.ts";
import { refusal } from "./refusal.ts";
import { createTokens } from "./token.ts";

export type { StoreBuild } from "./answers.ts";

/** Milliseconds for one answer. */
const timeoutMs = 20_000;

/**
 * App Store Connect, reading only. Every method raises CommandError: `store_credential_refused` (exit 4), `store_app_unknown`,
 * `store_rate_limited`, `store_unreachable`, `store_answer_unexpected` (exit 1), and the signal's reason.
 */
export interface AppStoreConnect {
  /** The app's bundle id. Proves that the credential works and may see the app. */
  checkApp(appId: string, signal?: AbortSignal): Promise<string>;
  /** The newest upload of this number, or null. `version` is the marketing version; several may share a number. */
  findBuild(appId: string, build: number, version?: string, signal?: AbortSignal): Promise<StoreBuild | null>;
  /** The newest uploads, newest first. */
  listBuilds(appId: string, signal?: AbortSignal): Promise<StoreBuild[]>;
}

/** A client of the App Store Connect API 4.5; opens no connection before the first call. */
export function connectStore(credential: StoreCredential): AppStoreConnect {
  const token = createTokens(credential);

  async function get<Schema extends z.ZodType>(
    path: string,
    query: Record<string, string>,
    schema: Schema,
    signal?: AbortSignal,
  ): Promise<z.infer<Schema>> {
    const { status, text, headers } = await send(
      `${credential.apiUrl}${path}?${new URLSearchParams(query)}`,
      signal,
    );
    if (status !== 200) throw refusal(status, text, headers, credential);
    const parsed = schema.safeParse(parse(text));
    if (parsed.success) return parsed.data;
    throw new CommandError(
      "store_answer_unexpected",
      `App Store Connect answered ${path} with something else than this version of slipway knows`,
      "Update slipway.",
    );
  }

  async function send(url: string, signal?: AbortSignal) {
    const timeout = AbortSignal.timeout(timeoutMs);
    const authorization = `Bearer ${await token()}`;
    try {
      const response = await httpFetch(url, {
        headers: { authorization, accept: "application/json" },
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

  const builds = async (query: Record<string, string>, signal?: AbortSignal) =>
    toBuilds(await get("/v1/builds", { ...query, ...fields }, buildsSchema, signal));

  return {
    async checkApp(appId, signal) {
      const { data } = await get(`/v1/apps/${appId}`, { "fields[apps]": "bundleId" }, appSchema, signal);
      return data.attributes.bundleId;
    },
    async findBuild(appId, build, version, signal) {
      const found = await builds({
        "filter[app]": appId,
        "filter[version]": String(build),
        ...version === undefined ? {} : { "filter[preReleaseVersion.version]": version },
        "filter[preReleaseVersion.platform]": "IOS",
        sort: "-uploadedDate",
        limit: "5",
      }, signal);
      return found.find((one) => one.build === build) ?? null;
    },
    listBuilds: (appId, signal) =>
      builds({
        "filter[app]": appId,
        "filter[preReleaseVersion.platform]": "IOS",
        sort: "-uploadedDate",
        limit: "50",
      }, signal),
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

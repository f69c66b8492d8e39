import { z } from "zod";
import { now, serveHttp } from "../../../scripts/runtime.ts";
import { startControl } from "../../../scripts/stack/control.ts";
import { compareDotted } from "../../../scripts/manifest/compare.ts";
import { buildsQuery, lookAt, stageList, type StoredBuild, upload } from "./builds.ts";
import { refuse } from "./answers.ts";
import { createReview } from "./review.ts";
import { type AppStoreKey, tokenVerifier } from "./token.ts";

interface AppStoreOptions extends AppStoreKey {
  /** The only app that the key may see. */
  appId: string;
  bundleId?: string;
}

/** A running stand-in for App Store Connect. */
export interface AppStore {
  /** For ASC_API_URL. */
  apiUrl: string;
  /** See README.md beside this file. */
  controlUrl: string;
  /** May be called again. */
  stop(): Promise<void>;
}

const settingsSchema = z.strictObject({
  /** What an upload goes through, one look each, unless it says otherwise. */
  stages: stageList.default(["PROCESSING", "VALID", "IN_BETA_TESTING"]),
  /** Seconds that Apple's clock is ahead of this machine's; negative: behind. */
  clock_ahead_s: z.int().default(0),
  /** How many requests the hour has left. */
  hour_remaining: z.int().min(0).default(3500),
  /** So many requests are answered, every later one with this status. */
  refuse_after: z.strictObject({ requests: z.int().min(0), status: z.int().min(400).max(599) }).nullable()
    .default(null),
  /** Calls that begin so, as `PATCH /v1/builds`, are answered with 503. */
  refuse_calls: z.string().nullable().default(null),
  /** The next so many requests are answered with this status. */
  refuse: z.strictObject({ status: z.int().min(400).max(599), times: z.int().positive() }).nullable().default(
    null,
  ),
});

/** Serves apps, builds, versions and reviews of API 4.5, as far as the command line calls it, on free ports of 127.0.0.1. */
export async function startAppStore(options: AppStoreOptions): Promise<AppStore> {
  let settings = settingsSchema.parse({});
  let builds: StoredBuild[] = [];
  let calls: { call: string; status: number; detail: string }[] = [];
  const verify = tokenVerifier(options);
  const seen = new Set<string>();
  const revoked = new Set<string>();
  const review = createReview(options.appId, () => builds);
  const clock = () => now() + settings.clock_ahead_s * 1000;

  const server = await serveHttp(async (request) => {
    const url = new URL(request.url);
    const call = `${request.method} ${url.pathname}${decodeURIComponent(url.search)}`;
    const answer = await respond(request, url);
    settings.hour_remaining = Math.max(0, settings.hour_remaining - 1);
    answer.headers.set("date", new Date(clock()).toUTCString());
    answer.headers.set("x-rate-limit", `user-hour-lim:3500;user-hour-rem:${settings.hour_remaining};`);
    const body = answer.ok ? null : await answer.clone().json();
    calls.push({ call, status: answer.status, detail: body?.errors[0].detail ?? "" });
    return answer;
  });

  async function respond(request: Request, url: URL): Promise<Response> {
    if (settings.refuse !== null) {
      const { status, times } = settings.refuse;
      settings.refuse = times > 1 ? { status, times: times - 1 } : null;
      return refuse(status, "REFUSED", "As the settings say.");
    }
    if (settings.refuse_after !== null && settings.refuse_after.requests-- <= 0) {
      return refuse(settings.refuse_after.status, "REFUSED", "As the settings say.");
    }
    if (
      settings.refuse_calls !== null && `${request.method} ${url.pathname}`.startsWith(settings.refuse_calls)
    ) {
      return refuse(503, "REFUSED", "As the settings say.");
    }
    const authorization = request.headers.get("authorization") ?? "";
    seen.add(authorization);
    const problem = revoked.has(authorization)
      ? "the token was revoked"
      : await verify(authorization, `${request.method} ${url.pathname}${url.search}`, clock());
    if (problem !== null) {
      return refuse(
        401,
        "NOT_AUTHORIZED",
        `Provide a properly configured and signed bearer token: ${problem}`,
      );
    }
    if (settings.hour_remaining === 0) {
      return refuse(429, "RATE_LIMIT_EXCEEDED", "The request rate limit has been reached.");
    }
    const reviewed = await review.respond(request, url);
    if (reviewed !== null) return reviewed;
    if (request.method !== "GET") return refuse(405, "METHOD_NOT_ALLOWED", "The method is not allowed here.");
    const [, appId] = /^\/v1\/apps\/(\d+)$/.exec(url.pathname) ?? [];
    if (appId !== undefined) return showApp(appId);
    return url.pathname === "/v1/builds"
      ? showBuilds(url.searchParams)
      : refuse(404, "PATH_ERROR", "The URL path is not valid.");
  }

  function showApp(id: string): Response {
    if (id !== options.appId) {
      return refuse(404, "NOT_FOUND", `There is no resource of type 'apps' with id '${id}'`);
    }
    return Response.json({
      data: { type: "apps", id, attributes: { bundleId: options.bundleId ?? "test.example.helper" } },
    });
  }

  function showBuilds(parameters: URLSearchParams): Response {
    const query = buildsQuery.safeParse(Object.fromEntries(parameters));
    if (!query.success) return refuse(400, "PARAMETER_ERROR.INVALID", z.prettifyError(query.error));
    const { sort, limit, include } = query.data;
    const version = query.data["filter[version]"];
    const marketing = query.data["filter[preReleaseVersion.version]"];
    const platform = query.data["filter[preReleaseVersion.platform]"];
    const found = builds.filter((build) =>
      query.data["filter[app]"] === options.appId && (platform ?? build.platform) === build.platform &&
      (version ?? build.build) === build.build && (marketing ?? build.version) === build.version
    );
    // Text, as Apple keeps it: "9" after "10".
    const key = ({ build, uploadedAt }: StoredBuild) => sort?.endsWith("version") ? build : uploadedAt;
    found.sort((a, b) => key(a) < key(b) ? -1 : 1);
    if (sort?.startsWith("-")) found.reverse();
    const shown = found.map(lookAt).filter((one) => one !== null).slice(0, limit);
    return Response.json({
      data: shown.map(({ resource }) => resource),
      ...include === undefined ? {} : { included: shown.flatMap(({ included }) => included) },
    });
  }

  function take(body: unknown) {
    const { version, platform, auto_increment, ...wanted } = upload.parse(body);
    const others = builds.filter((one) => one.platform === platform);
    // Apple, TN2420: unique within a train; on macOS rising over all of them
    const used = others.filter((one) => one.version === version).map(({ build }) => build);
    const isTaken = used.includes(wanted.build) ||
      platform === "MAC_OS" && others.some(({ build }) => compareNumbers(build, wanted.build) >= 0);
    if (isTaken && !auto_increment) {
      throw new Error(
        `ITMS-90189: Redundant Binary Upload. You've already uploaded a build with build number '${wanted.build}'`,
      );
    }
    const build = isTaken ? String(Math.max(...used.map(Number)) + 1) : wanted.build;
    const at = Math.max(now(), ...builds.map(({ uploadedAt }) => Date.parse(uploadedAt) + 1));
    builds.push({
      ...{ version, build, platform },
      uploadedAt: new Date(at).toISOString(),
      stages: [...wanted.stages ?? settings.stages],
    });
    return { version, build: Number(build), platform };
  }

  const control = await startControl({
    schema: settingsSchema,
    received: () => ({ builds, calls, ...review.received() }),
    forget: () => {
      [builds, calls] = [[], []];
      revoked.clear();
      review.forget();
    },
    apply: (next) => settings = structuredClone(next),
    actions: {
      upload: take,
      ...review.actions,
      revoke: () => {
        for (const token of seen) revoked.add(token);
        return { revoked: revoked.size };
      },
    },
  });
  return {
    apiUrl: server.url,
    controlUrl: control.url,
    stop: async () => {
      await Promise.all([server.stop(), control.stop()]);
    },
  };
}

function compareNumbers(a: string, b: string): number {
  return compareDotted(a, b) ?? 0;
}

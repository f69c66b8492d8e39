import { z } from "zod";
import { now, serveHttp } from "../../../scripts/runtime.ts";
import { startControl } from "../../../scripts/stack/control.ts";
import { buildsQuery, lookAt, stageList, type StoredBuild, upload } from "./builds.ts";
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
  /** How many requests the hour has left. */
  hour_remaining: z.int().min(0).default(3500),
  /** The next so many requests are answered with this status. */
  refuse: z.strictObject({ status: z.int().min(400).max(599), times: z.int().positive() }).nullable().default(
    null,
  ),
});

/** Serves reading apps and builds of API 4.5, as far as the command line calls it, on free ports of 127.0.0.1. */
export async function startAppStore(options: AppStoreOptions): Promise<AppStore> {
  let settings = settingsSchema.parse({});
  let builds: StoredBuild[] = [];
  let calls: { call: string; status: number; detail: string }[] = [];
  const verify = tokenVerifier(options);

  const server = await serveHttp(async (request) => {
    const url = new URL(request.url);
    const call = `${request.method} ${url.pathname}${decodeURIComponent(url.search)}`;
    const answer = await respond(request, url);
    settings.hour_remaining = Math.max(0, settings.hour_remaining - 1);
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
    const problem = await verify(request.headers.get("authorization"), `GET ${url.pathname}${url.search}`);
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
    if (request.method !== "GET") return refuse(405, "METHOD_NOT_ALLOWED", "Only reading is answered here.");
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
    const isIos = (query.data["filter[preReleaseVersion.platform]"] ?? "IOS") === "IOS";
    const found = builds.filter((build) =>
      isIos && query.data["filter[app]"] === options.appId &&
      (version ?? String(build.build)) === String(build.build) &&
      (marketing ?? build.version) === build.version
    );
    // Text, as Apple keeps it: "9" after "10".
    const key = ({ build, uploadedAt }: StoredBuild) =>
      sort?.endsWith("version") ? String(build) : uploadedAt;
    found.sort((a, b) => key(a) < key(b) ? -1 : 1);
    if (sort?.startsWith("-")) found.reverse();
    const shown = found.map(lookAt).filter((one) => one !== null).slice(0, limit);
    return Response.json({
      data: shown.map(({ resource }) => resource),
      ...include === undefined ? {} : { included: shown.flatMap(({ included }) => included) },
    });
  }

  function take(body: unknown) {
    const { version, auto_increment, ...wanted } = upload.parse(body);
    const used = builds.filter((one) => one.version === version).map(({ build }) => build);
    if (used.includes(wanted.build) && !auto_increment) {
      throw new Error(
        `ITMS-90189: Redundant Binary Upload. You've already uploaded a build with build number '${wanted.build}'`,
      );
    }
    const build = used.includes(wanted.build) ? Math.max(...used) + 1 : wanted.build;
    const at = Math.max(now(), ...builds.map(({ uploadedAt }) => Date.parse(uploadedAt) + 1));
    builds.push({
      version,
      build,
      uploadedAt: new Date(at).toISOString(),
      stages: [...wanted.stages ?? settings.stages],
    });
    return { version, build };
  }

  const control = await startControl({
    schema: settingsSchema,
    received: () => ({ builds, calls }),
    forget: () => [builds, calls] = [[], []],
    apply: (next) => settings = structuredClone(next),
    actions: { upload: take },
  });
  return {
    apiUrl: server.url,
    controlUrl: control.url,
    stop: async () => {
      await Promise.all([server.stop(), control.stop()]);
    },
  };
}

function refuse(status: number, code: string, detail: string): Response {
  return Response.json({ errors: [{ id: "1", status: String(status), code, title: code, detail }] }, {
    status,
  });
}

import { z } from "zod";
import { now, randomHex, serveHttp, sha256 } from "../../../scripts/runtime.ts";
import { answerApiKeys, type ApiKey } from "./api-keys.ts";
import { readUpload, type Upload } from "./upload.ts";

/** A function as it would run: its upload, and its version. */
export interface DeployedFunction extends Upload {
  version: number;
}

/** A running stand-in for the part of the Management API that the CLI deploys through. */
export interface ManagementApi {
  projectRef: string;
  /** For SUPABASE_ACCESS_TOKEN. */
  accessToken: string;
  /** The text of a file for the CLI's `--profile`. */
  profile: string;
  /** What runs now, by slug. */
  functions: Map<string, DeployedFunction>;
  /** The names of the secrets that are set. */
  secretNames: Set<string>;
  /** What the API would only tell functions. */
  secretValues: Map<string, string>;
  /** Publishable and secret keys, as `api-keys` has them. */
  apiKeys: ApiKey[];
  /** The project's database; it does not answer while this is undefined. */
  query?: (asked: { query: string; read_only: boolean }) => Promise<unknown[]>;
  /** Calls as `METHOD /path`, in order. */
  calls: string[];
  /** The calls that were refused, with status and message. */
  refusals: { call: string; status: number; message: string }[];
  /** May be called again. */
  stop(): Promise<void>;
}

const secrets = z.array(z.object({
  name: z.string().min(1).max(256).refine((name) => !name.startsWith("SUPABASE_"), "SUPABASE_ is reserved"),
  value: z.string().max(24_576),
}));
const queries = z.object({ query: z.string().min(1), read_only: z.boolean().default(false) });
const bundles = z.array(z.looseObject({ slug: z.string() }));

type Api = Omit<ManagementApi, "stop" | "profile">;
type Handler = (request: Request, url: URL) => Promise<Response> | Response;

/**
 * Serves one project with `functions deploy --use-api` and `secrets set` of CLI 3.1.0: as the CLI was seen to call it, one
 * function is deployed at once; of several, each is only bundled, and one bulk call then makes all of them run.
 */
export async function startManagementApi(): Promise<ManagementApi> {
  const letters = randomHex(20).replace(/[0-9]/g, (digit) => String.fromCharCode(97 + Number(digit)));
  const api: Api = {
    projectRef: letters.slice(0, 20),
    accessToken: `sbp_${randomHex(20)}`,
    functions: new Map(),
    secretNames: new Set(),
    secretValues: new Map(),
    apiKeys: [],
    calls: [],
    refusals: [],
  };
  const routes = routesOf(api);

  const apiKeys = (path: string, request: Request, url: URL) => {
    const named = /^\/api-keys(?:\/([^/]+))?$/.exec(path);
    if (named === null) return undefined;
    return answerApiKeys(api.apiKeys, request, url, named[1] ?? "").then(({ status, body }) =>
      Response.json(body, { status })
    );
  };

  const server = await serveHttp(async (request) => {
    const url = new URL(request.url);
    const path = url.pathname.replace(`/v1/projects/${api.projectRef}`, "");
    const call = `${request.method} ${path}`;
    api.calls.push(call);
    const isAllowed = request.headers.get("authorization") === `Bearer ${api.accessToken}`;
    const answer = !isAllowed
      ? refuse(401, "Unauthorized")
      : await (routes[call]?.(request, url) ?? apiKeys(path, request, url) ?? refuse(404, `Cannot ${call}`));
    // whoever else knocks at this port, as a page that still looks for a platform that had it, is not who is tested
    if (!answer.ok && url.pathname.startsWith("/v1/")) {
      api.refusals.push({ call, status: answer.status, message: (await answer.clone().json()).message });
    }
    return answer;
  });
  const profile = [
    "name: slipway",
    `api_url: ${server.url}`,
    `dashboard_url: ${server.url}`,
    "project_host: 127.0.0.1",
    "",
  ]
    .join("\n");
  return Object.assign(api, { profile, stop: server.stop });
}

function routesOf(api: Api): Record<string, Handler> {
  const bundled = new Map<string, Upload>();

  const run = (upload: Upload): Response => {
    const version = (api.functions.get(upload.slug)?.version ?? 0) + 1;
    api.functions.set(upload.slug, { ...upload, version });
    return Response.json(show(upload, version), { status: 201 });
  };

  return {
    "GET ": () =>
      Response.json({ id: api.projectRef, ref: api.projectRef, name: "Slipway", status: "ACTIVE_HEALTHY" }),
    "GET /functions": () =>
      Response.json([...api.functions.values()].map((upload) => show(upload, upload.version))),
    "POST /functions/deploy": async (request, url) => {
      const read = await readUpload(request, url.searchParams.get("slug") ?? "");
      if ("problem" in read) return refuse(read.status, read.problem);
      if (url.searchParams.get("bundleOnly") !== "true") return run(read.upload);
      bundled.set(read.upload.slug, read.upload);
      return Response.json(show(read.upload, (api.functions.get(read.upload.slug)?.version ?? 0) + 1), {
        status: 201,
      });
    },
    "PUT /functions": async (request) => {
      const parsed = bundles.safeParse(await request.json());
      if (!parsed.success) return refuse(400, z.prettifyError(parsed.error));
      const uploads = parsed.data.map(({ slug }) => bundled.get(slug));
      if (uploads.includes(undefined)) return refuse(400, "A function was not bundled before");
      const functions = await Promise.all(uploads.flatMap((upload) => upload ? [run(upload).json()] : []));
      return Response.json({ functions });
    },
    "GET /secrets": async () =>
      Response.json(
        await Promise.all([...api.secretNames].map(async (name) => ({
          name,
          // the platform tells digests of values, never values
          value: await sha256(api.secretValues.get(name) ?? ""),
          updated_at: new Date(now()).toISOString(),
        }))),
      ),
    "POST /database/query": async (request) => {
      const parsed = queries.safeParse(await request.json());
      if (!parsed.success) return refuse(400, z.prettifyError(parsed.error));
      if (api.query === undefined) return refuse(544, "Connection terminated due to connection timeout");
      try {
        return Response.json(await api.query(parsed.data), { status: 201 });
      } catch (error) {
        return refuse(
          400,
          `Failed to run sql query: ERROR:  ${error instanceof Error ? error.message : error}`,
        );
      }
    },
    "POST /secrets": async (request) => {
      const parsed = secrets.safeParse(await request.json());
      if (!parsed.success) return refuse(400, z.prettifyError(parsed.error));
      for (const { name, value } of parsed.data) {
        api.secretNames.add(name);
        api.secretValues.set(name, value);
      }
      return new Response(null, { status: 201 });
    },
  };
}

function show({ slug, metadata }: Upload, version: number) {
  return {
    id: slug,
    slug,
    name: metadata.name ?? slug,
    status: "ACTIVE",
    version,
    created_at: now(),
    updated_at: now(),
    verify_jwt: metadata.verify_jwt ?? true,
    import_map: metadata.import_map_path !== undefined,
    entrypoint_path: metadata.entrypoint_path,
    import_map_path: metadata.import_map_path,
  };
}

function refuse(status: number, message: string): Response {
  return Response.json({ message }, { status });
}

// The Data API of the stack: @supabase/lite on the stack's Postgres, with the schema `ship` exposed and nothing else.

import { App } from "@supabase/lite";
import { z } from "zod";
import { now, sleep } from "../../runtime.ts";
import { type Keys, roleOf } from "../keys.ts";
import { exposedSchema } from "./connection-options.ts";
import { captureLiteErrors } from "./noise.ts";
import { RoleConnection } from "./role-connection.ts";

/** A running Data API. */
interface DataApi {
  /** Answers `/rest/v1/…`. */
  fetch(request: Request): Promise<Response>;
  stop(): Promise<void>;
}

/** What `startDataApi` needs to know. */
interface DataApiOptions {
  /** The login role that takes the caller's role in each transaction. */
  authenticatorUrl: string;
  /** Reads the catalog. */
  ownerUrl: string;
  keys: Keys;
  /** Connections at most. */
  pool?: number;
  log?: (line: string) => void;
}

const stopPatienceMs = 300;
const stopping = { code: "PGRST000", message: "The Data API is stopping.", details: null, hint: null };

/** The codes of "not in the schema cache". */
const unknownObject = z.object({ code: z.enum(["PGRST202", "PGRST205"]) });

/** Starts the Data API. It opens connections when they are needed and survives a restart of Postgres. */
export async function startDataApi(options: DataApiOptions): Promise<DataApi> {
  const { authenticatorUrl, ownerUrl, keys, pool = 16, log = () => {} } = options;
  const restoreConsole = captureLiteErrors(log);
  const connection = new RoleConnection({ authenticator: authenticatorUrl, owner: ownerUrl }, pool, now);
  const app = new App({
    connection,
    api: {
      enabled: true,
      schemas: [exposedSchema],
      extra_search_path: ["public", "extensions"],
      max_rows: 1000,
    },
    auth: { enabled: false, jwt_secret: keys.jwtSecret },
    options: {
      server: {
        disableStudio: true,
        disableFallback: true,
        apiKeys: {
          resolver: (key) => {
            const role = roleOf(keys, key);
            return Promise.resolve(
              role ? { type: role === "anon" ? "publishable" : "secret", claims: { role } } : null,
            );
          },
        },
      },
    },
  });
  await connection.introspect();
  let stopped: Promise<void> | undefined;

  const answer = async (original: Request): Promise<Response> => {
    const request = withProfile(original);
    const again = request.clone();
    const response = await app.fetch(request, { peerAddress: null });
    // Hosted, an event trigger reloads the schema cache after DDL. Here, what is not found is looked up once more.
    if (response.status !== 404 || now() - connection.readAt < 1000) return response;
    if (!unknownObject.safeParse(await response.clone().json().catch(() => null)).success) return response;
    await connection.clearSchemaCache();
    return await app.fetch(again, { peerAddress: null });
  };
  const underWay = new Set<Promise<Response>>();
  const stop = async () => {
    // A request cut off in its transaction would be reported as an error of the database.
    await Promise.race([Promise.allSettled(underWay), sleep(stopPatienceMs)]);
    await connection.close();
    restoreConsole();
  };

  return {
    fetch: (request) => {
      if (stopped) return Promise.resolve(Response.json(stopping, { status: 503 }));
      const answered = answer(request).finally(() => underWay.delete(answered));
      underWay.add(answered);
      return answered;
    },
    stop: () => stopped ??= stop(),
  };
}

/** A request that names no schema means the first exposed one (PostgREST, db-schemas); for lite it means public. */
function withProfile(request: Request): Request {
  const name = request.method === "GET" || request.method === "HEAD" ? "accept-profile" : "content-profile";
  if (request.headers.has(name)) return request;
  const headers = new Headers(request.headers);
  headers.set(name, exposedSchema);
  return new Request(request, { headers });
}

import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { z } from "zod";
import { demoManifest, recordStoreBuilds, registerDevices } from "../../scripts/demo/prepare.ts";
import { env, httpFetch } from "../../scripts/runtime.ts";
import { type Stack, type StackOptions, startStack } from "../../scripts/stack/stack.ts";
import { bigints } from "./bigints.ts";
import { restoreDatabase } from "./shipyard/database.ts";
import { sharedPlatform } from "./shipyard/platform.ts";
import { until } from "./until.ts";

/** What a subscriber got on a channel. */
interface Heard {
  announcement: string;
  seq: number;
  component: string;
  build: number;
  previous_build: number;
  version: string;
}

/** A stack with the nine components, devices, and the clients that its users have. */
export type LoadedStack = Awaited<ReturnType<typeof startLoadedStack>>;
/** The same on the platform that test files share: its parts can't be killed or set otherwise. */
export type LoadedPlatform = Omit<LoadedStack, "stack">;

const apnsReport = z.object({
  totals: z.looseObject({
    distinct_tokens_accepted: z.number(),
    duplicates: z.number(),
    requests: z.number(),
  }),
});
const apnsAccepted = z.object({
  accepted: z.array(
    z.object({ announcement: z.string().nullable(), tokens: z.number(), accepted: z.number() }),
  ),
});
const telegramReport = z.looseObject({
  messages: z.array(z.looseObject({ text: z.string(), source: z.string() })),
});

/** Starts a stack of its own and loads it; 100 later iOS builds are in the store. Stop it with `stop`. */
export async function startLoadedStack(
  { devices = 0, ...options }: StackOptions & { devices?: number } = {},
) {
  const stack = await startStack(options);
  return { stack, ...await load(stack, devices) };
}

/** Loads the shared platform as if nobody had used it before, but that sequences go on. End with `stop`, which leaves it running. */
export async function loadSharedPlatform({ devices = 0 } = {}): Promise<LoadedPlatform> {
  // on a Postgres that is given there is one database, and files that need a platform of their own need it too
  if (env("SLIPWAY_STACK_DATABASE") !== undefined) return await startLoadedStack({ devices });
  const { info, superuserUrl } = await sharedPlatform();
  const superuser = postgres(superuserUrl, { max: 1, onnotice: () => {}, types: bigints });
  await restoreDatabase(superuser);
  await superuser.end();
  return await load({ info, stop: () => Promise.resolve() }, devices);
}

async function load(stack: Pick<Stack, "info" | "stop">, devices: number) {
  const { info } = stack;
  const sql = postgres(info.db_url, {
    max: 4,
    onnotice: () => {},
    types: bigints,
    connection: { client_min_messages: "error" },
  });
  const operator = createClient(info.api_url, info.secret_key);
  const app = createClient(info.api_url, info.publishable_key);
  try {
    const synced = await operator.schema("ship").rpc("sync_manifest", {
      manifest: demoManifest,
      actor: "test",
    });
    if (synced.error) throw new Error(synced.error.message);
    if (devices > 0) await registerDevices(sql, devices);
    await recordStoreBuilds(sql, "ios", 100);
  } catch (error) {
    await sql.end({ timeout: 1 });
    await stack.stop();
    throw error;
  }

  const control = async (url: string, method = "GET", body?: unknown): Promise<unknown> => {
    const answer = await httpFetch(url, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
    return await answer.json();
  };

  return {
    info,
    sql,
    operator,
    app,
    control,
    /** Raises a component's build by one with plain SQL, as in the SQL editor. */
    move: async (component = "ios") => {
      const [row] = await sql`
        update ship.components set build = build + 1 where key = ${component} returning build`;
      return Number(row?.build);
    },
    /** The newest announcement. */
    latest: async () => {
      const [row] = await sql`select id, seq::int from ship.announcements order by seq desc limit 1`;
      return { id: String(row?.id), seq: Number(row?.seq) };
    },
    /** Subscribes an anonymous client and collects what it hears. */
    listen: (topic: string, client = app) => listen(client, topic),
    apns: async () => apnsReport.parse(await control(info.apns.control_url)).totals,
    /** Distinct tokens that APNs answered 200 for an announcement, and how many 200s that took. */
    served: async (announcement: string) => {
      const { accepted } = apnsAccepted.parse(await control(`${info.apns.control_url}/accepted`));
      return accepted.find((group) => group.announcement === announcement) ?? { tokens: 0, accepted: 0 };
    },
    messages: async () => telegramReport.parse(await control(info.telegram.control_url)).messages,
    /** Waits until every delivery of an announcement has ended; returns transport (and component) → state. */
    ended: (announcement: string, ms?: number) =>
      until("every delivery ended", async () => {
        const rows = await sql`
          select transport, state, last_error
          from ship.deliveries
          where announcement_id = ${announcement} and not exists (
            select from ship.deliveries where announcement_id = ${announcement} and finished_at is null)`;
        return rows.length > 0 && Object.fromEntries(
          rows.map((
            row,
          ) => [String(row.transport), row.last_error ? `${row.state}: ${row.last_error}` : row.state]),
        );
      }, ms),
    stop: async () => {
      await app.removeAllChannels();
      await sql.end({ timeout: 1 });
      await stack.stop();
    },
  };
}

async function listen(client: SupabaseClient, topic: string): Promise<Heard[]> {
  const heard: Heard[] = [];
  await new Promise<void>((resolve, reject) => {
    client.channel(topic)
      .on("broadcast", { event: "build-available" }, ({ payload }) => heard.push(payload))
      .subscribe((status, error) => {
        if (status === "SUBSCRIBED") resolve();
        else if (status === "CHANNEL_ERROR" || status === "TIMED_OUT") reject(error ?? new Error(status));
      });
  });
  return heard;
}

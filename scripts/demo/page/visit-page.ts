import { createClient } from "@supabase/supabase-js";
import { z } from "zod";
import type { connectLive } from "../../../clients/ts/src/live.ts";
import type { State } from "../../../clients/ts/src/api.ts";
import type { createUpdates } from "../../../clients/ts/src/updates.ts";
import { elapsed, httpFetch, sleep } from "../../runtime.ts";

const configSchema = z.object({
  url: z.string(),
  publishableKey: z.string(),
  component: z.string(),
  build: z.number(),
  publicKeys: z.array(z.object({ kid: z.string(), kty: z.string(), crv: z.string(), x: z.string() })),
});

/** A tab without a window. */
export interface Visit {
  /** The build of the page that was loaded. */
  build: number;
  /** What the client makes of it, once it knows of `build`; what it makes of what it knows after 20 s. */
  learns(build: number): Promise<State>;
  leave(): Promise<void>;
}

/** Loads the page and its files as a browser does, and runs the client that they hold. */
export async function visitPage(url: string): Promise<Visit> {
  const html = await load(url);
  for (const part of ["<slipway-update>", "/supabase.js", "/slipway-client.js", "/config.js"]) {
    if (!html.includes(part)) throw new Error(`the page has no ${part}`);
  }
  const client: { connectLive: typeof connectLive; createUpdates: typeof createUpdates } = await importText(
    await load(`${url}slipway-client.js`),
  );
  const config = configSchema.parse(await importText(await load(`${url}config.js`)));
  await load(`${url}supabase.js`);

  const updates = client.createUpdates(config);
  const supabase = createClient(config.url, config.publishableKey);
  await updates.start();
  const disconnect = client.connectLive(updates, supabase);
  return {
    build: config.build,
    learns: async (build) => {
      const deadline = elapsed() + 20_000;
      while (updates.state.decision.build !== build && elapsed() < deadline) await sleep(5);
      return updates.state;
    },
    leave: async () => {
      updates.stop();
      disconnect();
      await supabase.removeAllChannels();
    },
  };
}

async function load(url: string): Promise<string> {
  const answer = await httpFetch(url);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${new URL(url).pathname} answered ${answer.status}`);
  return text;
}

/** Not by its address: Deno would keep it in its cache. */
async function importText(text: string) {
  return await import(`data:text/javascript,${encodeURIComponent(text)}`);
}

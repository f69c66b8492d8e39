import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { httpFetch, serveHttp } from "../../runtime.ts";
import { readPageClient } from "../../page-client.ts";
import type { StackInfo } from "../../stack/info.ts";
import { servedBuild } from "../observe.ts";

/** The component that the page is. */
export const pageComponent = "dashboard";

/** A web page of the demo. */
export interface Page {
  url: string;
  /** The next visit gets the page as it was at this build: a tab that has been open since. */
  keepOpen(build: number): void;
  stop(): Promise<void>;
}

const files: Record<string, [type: string, read: () => Promise<string>]> = {
  "/": ["text/html", () => readOwn("index.html")],
  "/style.css": ["text/css", () => readOwn("style.css")],
  "/show.js": ["text/javascript", () => readOwn("show.js")],
  "/slipway-client.js": ["text/javascript", readPageClient],
  "/supabase.js": ["text/javascript", readSupabase],
};

/** Serves the page as a web host would: whoever comes or reloads gets the build that is deployed. */
export async function servePage(info: StackInfo): Promise<Page> {
  const keys = await httpFetch(`${info.api_url}/functions/v1/updates/.well-known/keys`);
  const publicKeys: unknown = (await keys.json()).keys;
  const texts = new Map<string, { type: string; text: string }>();
  await Promise.all(
    Object.entries(files).map(async ([path, [type, read]]) => {
      texts.set(path, { type, text: await read() });
    }),
  );
  let openSince: number | undefined;

  const config = async () => {
    const build = openSince ?? await servedBuild(info.api_url, pageComponent);
    openSince = undefined;
    return constants({
      url: info.api_url,
      publishableKey: info.publishable_key,
      component: pageComponent,
      build,
      publicKeys,
    });
  };
  const server = await serveHttp(async (request) => {
    const { pathname } = new URL(request.url);
    const { type, text } = pathname === "/config.js"
      ? { type: "text/javascript", text: await config() }
      : texts.get(pathname) ?? {};
    if (text === undefined) return new Response("There is nothing here.\n", { status: 404 });
    return new Response(text, {
      headers: { "content-type": `${type}; charset=utf-8`, "cache-control": "no-store" },
    });
  });
  return {
    url: `${server.url}/`,
    keepOpen: (build) => {
      openSince = build;
    },
    stop: () => server.stop(),
  };
}

/** What a bundler would bake in. */
function constants(values: Record<string, unknown>): string {
  return Object.entries(values)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`).join("");
}

function readOwn(name: string): Promise<string> {
  return readFile(new URL(name, import.meta.url), "utf8");
}

/** supabase-js as its package has it for a plain script. */
async function readSupabase(): Promise<string> {
  const { resolve } = createRequire(import.meta.url);
  return await readFile(resolve("@supabase/supabase-js/dist/umd/supabase.js"), "utf8");
}

import { channelSchema } from "../_shared/contract/channel.ts";
import type { Published } from "../_shared/contract/served-updates.ts";
import { feedQuerySchema } from "../_shared/contract/wire-updates.ts";
import { answerDocument, documentOf } from "../_shared/endpoint/document.ts";
import type { Handler } from "../_shared/endpoint/endpoint.ts";
import { Problem } from "../_shared/endpoint/problem.ts";
import { readQuery } from "../_shared/endpoint/query.ts";
import type { PublicKey } from "../_shared/signing/env.ts";
import type { ReadFeed } from "./feeds.ts";
import { splitPath } from "./path.ts";
import { renderElectron } from "../_shared/updaters/electron.ts";
import { renderSparkle } from "../_shared/updaters/sparkle.ts";
import { renderTauri, renderTauriFor } from "../_shared/updaters/tauri.ts";
import type { View } from "../_shared/updaters/view.ts";

interface Sources {
  readFeed: ReadFeed;
  readPublished(component: string, channel: string): Promise<Published>;
  keys: readonly PublicKey[];
}

/** What a cache may do with an answer: the day is only for bytes that will never be others. */
const briefly = { "cache-control": "public, max-age=30", vary: "accept-encoding" };
const forADay = { ...briefly, "cache-control": "public, max-age=86400, immutable" };
const never = { ...briefly, "cache-control": "no-store" };

/** The feed, its views for updaters of others, and the keys that it is signed with. */
export function serveUpdates({ readFeed, readPublished, keys }: Sources): Handler {
  async function answerFeed(
    request: Request,
    url: URL,
    component: string,
    channel: string,
  ): Promise<Response> {
    const { seq } = readQuery(url, feedQuerySchema);
    const feed = await readFeed(component, channel, seq);
    // Older than asked: somebody asks ahead of time. Nobody may keep that, or all would get it when the time has come.
    const kept = seq === undefined ? briefly : feed.seq >= seq ? forADay : never;
    const signed: Record<string, string> = feed.signature === null
      ? {}
      : { "x-slipway-signature": feed.signature };
    return answerDocument(request, feed, { ...kept, ...signed });
  }

  async function answerKeys(request: Request): Promise<Response> {
    const set = { keys: keys.map((key) => ({ ...key, use: "sig", alg: "EdDSA" })) };
    return answerDocument(
      request,
      await documentOf(JSON.stringify(set), "application/jwk-set+json"),
      briefly,
    );
  }

  async function answerView(
    request: Request,
    view: View,
    component: string,
    channel: string,
  ): Promise<Response> {
    const rendered = view(await readPublished(component, channel));
    if (rendered === null) return new Response(null, { status: 204, headers: briefly });
    return answerDocument(request, await documentOf(rendered.text, rendered.contentType), briefly);
  }

  return async (request) => {
    const url = new URL(request.url);
    const [component = "", channel = "", ...rest] = splitPath(url.pathname);
    if (component === ".well-known" && channel === "keys" && rest.length === 0) {
      return await answerKeys(request);
    }
    const view = viewOf(rest);
    if (channel === "" || view === undefined) throw pathUnknown();
    requireNames(component, channel);
    return view === "feed"
      ? await answerFeed(request, url, component, channel)
      : await answerView(request, view, component, channel);
  };
}

/** By the names that their readers ask for. */
const views: Record<string, View> = {
  "tauri.json": renderTauri,
  "appcast.xml": renderSparkle,
  "latest.yml": (published) => renderElectron(published, "windows"),
  "latest-mac.yml": (published) => renderElectron(published, "mac"),
  "latest-linux.yml": (published) => renderElectron(published, "linux"),
  "latest-linux-arm64.yml": (published) => renderElectron(published, "linux-arm64"),
};

function viewOf([first, ...rest]: string[]): View | "feed" | undefined {
  if (first === undefined) return "feed";
  if (first === "tauri" && rest.length === 3) {
    const [target = "", arch = "", version = ""] = rest;
    return (published) => renderTauriFor(published, target, arch, version);
  }
  return rest.length === 0 && Object.hasOwn(views, first) ? views[first] : undefined;
}

/** What can't be a name is not asked for. */
function requireNames(component: string, channel: string): void {
  if (!/^[a-z][a-z0-9-]{0,47}$/.test(component)) {
    throw new Problem("component_unknown", 404, "There is no such component.", {
      hint: "Check the key against the manifest.",
    });
  }
  if (!channelSchema.safeParse(channel).success) {
    throw new Problem("channel_unknown", 404, "There is no such channel.", {
      hint: "Channels are alpha, beta, rc and live.",
    });
  }
}

function pathUnknown(): Problem {
  return new Problem("path_unknown", 404, "There is nothing here.", {
    hint: "Ask for updates/<component>/<channel>; docs/http.md lists what else there is.",
  });
}

import { posix } from "node:path";
import { httpFetch } from "../../runtime.ts";
import type { Release } from "../../manifest/schema-release.ts";
import { channels } from "../../tracks/channel.ts";
import { fillTemplate } from "../../tracks/template.ts";
import { type Broken, type Invariant, keyOf } from "./place.ts";

/** Milliseconds that the function has to answer. */
const limitMs = 20_000;

/** Files that updaters read say what the function says, so that both kinds of clients get the same build. */
export const updatersAgree: Invariant = {
  name: "updaters",
  keys: ["updater:"],
  async look({ remote, session: { address, signal } }) {
    const { tracks, workspace: { tree } } = await remote();
    const decoder = new TextDecoder();
    const files = tracks.flatMap(({ key, release: { updater } }) =>
      updater === undefined ? [] : channels.map((channel) => ({
        ...{ key, channel, type: updater.type },
        path: fillTemplate(updater.file, { channel }),
      }))
    );
    const broken = await Promise.all(files.map(async ({ key, channel, type, path }): Promise<Broken[]> => {
      const bytes = await tree.read(path);
      if (bytes === null) return [];
      const url = `${address}/functions/v1/updates/${key}/${channel}/${viewOf(type, path)}`;
      const answer = await httpFetch(url, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]),
      });
      const served = await answer.text();
      if (answer.status !== 200 && answer.status !== 204) {
        throw new Error(`${url} answered ${answer.status}`);
      }
      return isSame(decoder.decode(bytes), served) ? [] : [{
        key: keyOf("updater", key, channel),
        message: `${path} is not what ${url} serves`,
        hint: `Publish the newest release of the channel once more: slipway release publish <tag>`,
      }];
    }));
    return broken.flat();
  },
};

/** The view of the function that is the same document. */
function viewOf(type: NonNullable<Release["updater"]>["type"], path: string): string {
  if (type === "tauri") return "tauri.json";
  if (type === "sparkle") return "appcast.xml";
  const [system = ""] = /-(mac|linux|linux-arm64)(?=\.yml$)/.exec(posix.basename(path)) ?? [];
  return `latest${system}.yml`;
}

/** By what they mean: a file may end in a line break, and JSON be written in another way. */
function isSame(file: string, served: string): boolean {
  return canonical(file) === canonical(served);
}

function canonical(text: string): string {
  try {
    return JSON.stringify(sorted(JSON.parse(text)));
  } catch {
    return text.replaceAll("\r\n", "\n").trim();
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([name, of]) => [name, sorted(of)]),
  );
}

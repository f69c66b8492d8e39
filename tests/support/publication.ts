import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { type CodeHostStandIn, startCodeHost } from "../../scripts/stack/code-host/code-host.ts";
import { writer, writerToken } from "./code-host/hosted.ts";
import { minisignPair } from "./minisign.ts";
import {
  events,
  type ManifestDraft,
  type Monorepo,
  type Outcome,
  type Running,
  type Shipyard,
} from "./shipyard.ts";
import { twoTracks } from "./tracks.ts";

/** Two tracks with tags, a code host, and a folder of what was built. */
interface Publishing {
  repo: Monorepo;
  codeHost: CodeHostStandIn;
  keys: ReturnType<typeof minisignPair>;
  /** Cuts a release and gives its tag. */
  cut(track: string, channel: string): Promise<string>;
  /** Writes what was built, outside of the work tree; each with its signature, unless it is not to have one. */
  build(files: Record<string, string | { text: string; signature: string | null }>): Promise<string>;
  /** What the desktop app is built into, and the option for it. */
  buildTray(text?: string): Promise<string[]>;
  publish(...args: string[]): Promise<Outcome>;
  start(...args: string[]): Running;
  /** A file as the remote's main has it; null without it. */
  remoteFile(path: string): Promise<string | null>;
  /** For another clone. */
  env: Record<string, string>;
}

/** What version.json says of the desktop app's updater. */
const trayUpdater = {
  type: "tauri",
  file: "release-manifests/tray-{channel}.json",
  aliases: ["release-manifests/{channel}.json"],
  targets: ["darwin-aarch64", "windows-x86_64"],
};

/** `host`: gives what ship.release.host says of the bare repository, null for nothing; the stand-in for GitHub by default. */
export async function openPublishing(
  yard: Shipyard,
  edit: (draft: ManifestDraft) => void = () => {},
  host?: ((repository: string) => Promise<unknown>) | null,
): Promise<Publishing> {
  const keys = minisignPair();
  const repo = await yard.open(twoTracks({
    edit(draft) {
      const release = draft.components.tray?.release;
      if (release) {
        Object.assign(release, {
          updater: { ...trayUpdater, public_key: keys.publicKey },
          notes: "release-notes/tray/{version}.md",
          changelog: { file: "apps/tray/CHANGELOG.md", entries: "generated" },
        });
      }
      edit(draft);
    },
  }));
  const codeHost = await startCodeHost({ repository: repo.remote, tokens: { [writerToken]: writer } });
  onTestFinished(codeHost.stop);
  const manifest = JSON.parse(await repo.read("version.json"));
  const github = { type: "github", repo: "acme/shop", api: codeHost.apiUrl };
  manifest.ship.release = host === null ? undefined : { host: await host?.(repo.remote) ?? github };
  await repo.write("version.json", `${JSON.stringify(manifest, null, 2)}\n`);
  const readme = await repo.run("readme");
  expect(readme.code, readme.stderr).toBe(0);
  await repo.commit("chore: where releases are published");
  for (const tag of ["tray-v1.8.5", "v2.3.0"]) await repo.git("tag", "--annotate", "--message", tag, tag);
  await repo.git("push", "--quiet", "--atomic", "origin", "main", "tray-v1.8.5", "v2.3.0");
  const env = { SLIPWAY_HOST_TOKEN: writerToken };
  const dist = join(repo.home, "dist");
  await mkdir(dist, { recursive: true });

  const publishing: Publishing = {
    ...{ repo, codeHost, keys, env: { ...yard.env, ...env } },
    async cut(track, channel) {
      await repo.git("pull", "--quiet", "--ff-only");
      const path = track === "tray" ? "apps/tray/src/main.rs" : "apps/platform/src/index.ts";
      await repo.commit(`feat: something for ${track}`, {
        [path]: `// ${await repo.git("rev-parse", "HEAD")}\n`,
      });
      await repo.git("push", "--quiet", "origin", "main");
      const outcome = await yard.run(repo, "release", track, "--channel", channel, "--json");
      expect(outcome.code, outcome.stderr).toBe(0);
      const [cut] = Object(events(outcome).at(-1)).tracks;
      return String(cut.tag);
    },
    async build(files) {
      for (const [name, file] of Object.entries(files)) {
        const text = typeof file === "string" ? file : file.text;
        const signature = typeof file === "string" ? keys.sign(Buffer.from(text)) : file.signature;
        await writeFile(join(dist, name), text);
        if (signature !== null) await writeFile(join(dist, `${name}.sig`), signature);
      }
      return dist;
    },
    async buildTray(text = "the app") {
      const folder = await publishing.build({
        "Tray_aarch64.app.tar.gz": `${text} for a Mac`,
        "Tray_x64-setup.exe": `${text} for Windows`,
        "Tray_aarch64.dmg": { text: "a disk image", signature: null },
      });
      return ["--assets", `${folder}/Tray*{.gz,.exe,.dmg}`];
    },
    publish: (...args) => repo.run("release", "publish", ...args, "--json", { env: publishing.env }),
    start: (...args) => yard.start(repo, repo.root, ["release", "publish", ...args, "--json"], env),
    async remoteFile(path) {
      await repo.git("fetch", "--quiet", "origin");
      const { code, stdout } = await repo.tryGit("show", `origin/main:${path}`);
      return code === 0 ? stdout : null;
    },
  };
  return publishing;
}

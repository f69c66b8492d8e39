// A repository of some kind, and the road from `init` to a ship.

import { symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { mkdir } from "node:fs/promises";
import { serveHttp } from "../../../scripts/runtime.ts";
import { createForeign, type Foreign, linkCommandInto } from "../foreign.ts";
import { type Shape, textsOf } from "./shape.ts";

export interface Adopted {
  at: Foreign;
  remote: string;
  /** What `init --json` said. */
  said: {
    components: {
      key: string;
      kind: string;
      build: number;
      paths: string[];
      mirrors?: { file: string; key: string }[];
    }[];
    left_out: { path: string; why: string }[];
    left: { path: string }[];
    remarks: string[];
    written: { path: string; how: string }[];
    hooks: string;
  };
}

/** The shape in a clone of a bare remote. */
export async function openShape(shape: Shape): Promise<{ at: Foreign; remote: string }> {
  const at = await createForeign({ ".gitignore": "node_modules/\n", ...textsOf(shape.files) });
  const remote = join(at.home, "remote.git");
  for (const [path, target] of Object.entries(shape.links ?? {})) {
    await mkdir(dirname(join(at.root, path)), { recursive: true });
    await symlink(target, join(at.root, path));
  }
  if (shape.links !== undefined) await at.commit("links");
  await at.git("init", "--quiet", "--bare", "--initial-branch=main", remote);
  await at.git("remote", "add", "origin", remote);
  await at.git("push", "--quiet", "--set-upstream", "origin", "main");
  for (const args of shape.git ?? []) await at.git(...args);
  for (const [path, text] of Object.entries(textsOf(shape.untracked ?? {}))) await at.write(path, text);
  await linkCommandInto(at.root);
  return { at, remote };
}

/** Runs `init --yes`. */
export async function adopt(shape: Shape): Promise<Adopted> {
  const { at, remote } = await openShape(shape);
  const { code, stdout, stderr } = await at.run("init", "--yes", "--json", ...shape.options ?? []);
  if (code !== 0) throw new Error(`init ended with ${code}: ${stdout}${stderr}`);
  return { at, remote, said: JSON.parse(stdout) };
}

/** A project that nothing was ever shipped to, for those who may only read. */
export async function emptyProject() {
  const server = await serveHttp(() => Response.json({ name: "empty", build: 0, seq: 0, components: {} }));
  return {
    stop: server.stop,
    env: { SLIPWAY_URL: server.url, SLIPWAY_PUBLISHABLE_KEY: "sb_publishable_test" },
  };
}

import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { bundleOf } from "../../support/function-bundle.ts";
import { importClosure } from "./import-closure.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url)).replace(/\/$/, "");

/** Rooms of functions/_shared, and what is not in a room. */
const base = ["contract", "control-plane", "endpoint", "env", "runtime.ts"];
const chats = ["broadcast", "chat", "outbox", "signing", "table", "transports.ts"];
const pushes = ["apns", "http2", "push"];

/**
 * What each function may load: rooms, its own modules, all modules with those of packages, and bytes of the bundle. A function that
 * needs more should say why in the commit that raises its numbers.
 */
const budgets: Record<string, { rooms: string[]; own: number; all: number; bytes: number }> = {
  ios: { rooms: base, own: 18, all: 37, bytes: 200_000 },
  manifest: { rooms: base, own: 18, all: 37, bytes: 200_000 },
  updates: { rooms: [...base, "signing", "updaters"], own: 33, all: 51, bytes: 225_000 },
  check: { rooms: base, own: 21, all: 40, bytes: 210_000 },
  devices: { rooms: base, own: 23, all: 42, bytes: 212_000 },
  heartbeat: { rooms: base, own: 20, all: 39, bytes: 210_000 },
  announce: { rooms: [...base, ...chats], own: 41, all: 63, bytes: 244_000 },
  "asc-webhook": { rooms: [...base, "app-store-connect"], own: 28, all: 61, bytes: 250_000 },
  push: { rooms: [...base, ...pushes], own: 72, all: 104, bytes: 349_000 },
  "notify-ios-build": { rooms: [...base, ...chats, ...pushes], own: 93, all: 129, bytes: 388_000 },
};

describe.each(Object.entries(budgets))("%s", (name, { rooms, own, all, bytes }) => {
  test("imports these rooms, types included, and no other", async () => {
    const { files } = await importClosure(root, `functions/${name}/index.ts`);
    const shared = files.flatMap((file) => /^functions\/_shared\/([^/]+)/.exec(file)?.[1] ?? []);
    expect([...new Set(shared)].sort()).toEqual([...rooms].sort());
  });

  test("loads no more than its budget of modules and bytes", async () => {
    const bundle = await bundleOf(name);
    expect(bundle.ownModules).toBeLessThanOrEqual(own);
    expect(bundle.modules).toBeLessThanOrEqual(all);
    expect(bundle.bytes).toBeLessThanOrEqual(bytes);
  });
});

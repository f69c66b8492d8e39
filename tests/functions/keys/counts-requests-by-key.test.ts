import { expect, test } from "vitest";
import { keyPrefix } from "../../../functions/_shared/contract/key-prefix.ts";
import { devices } from "../../../functions/devices/index.ts";
import { manifest } from "../../../functions/manifest/index.ts";
import { Project, publishableKey } from "../support/project.ts";
import { bare, device } from "../support/requests.ts";

const old = "sb_publishable_oldold_0123456789abcdef_x";
const fresh = "sb_publishable_newnew_0123456789abcdef_x";
const legacy = "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoiYW5vbiJ9.c2lnbmF0dXJl";

function project(): Project {
  const made = new Project();
  made.env.SUPABASE_PUBLISHABLE_KEYS = JSON.stringify({ default: old, next: fresh });
  made.env.SUPABASE_ANON_KEY = legacy;
  made.rpc.manifest = () => ({ name: "x", build: 1, seq: 1, components: {} });
  return made;
}

test("promise 177: requests are counted by how their key begins, and the first use in an hour is written at once", async () => {
  const at = project();
  const serve = at.serve(manifest);
  const ask = (apikey: string) => serve(bare({ headers: { apikey } }));
  for (const key of [old, old, old, fresh]) expect((await ask(key)).status).toBe(200);
  await Promise.all(at.background);
  expect(at.keyCounts[0]).toEqual({ sb_publishable_oldold: 1 });
  expect(total(at)).toEqual({ sb_publishable_oldold: 3, sb_publishable_newnew: 1 });

  for (let n = 0; n < 5; n++) await ask(old);
  await Promise.all(at.background);
  expect(total(at).sb_publishable_oldold, "these wait for the next time").toBe(3);
  at.clock.now += 61_000;
  await ask(fresh);
  await Promise.all(at.background);
  expect(total(at)).toEqual({ sb_publishable_oldold: 8, sb_publishable_newnew: 2 });
});

test("a thousand invented keys are one bucket, and the legacy key is told by its digest", async () => {
  const at = project();
  const serve = at.serve(manifest);
  for (let n = 0; n < 1_000; n++) await serve(bare({ headers: { apikey: `sb_publishable_${n}` } }));
  await serve(bare({ headers: { authorization: `Bearer ${legacy}` } }));
  await Promise.all(at.background);
  expect(Object.keys(total(at)).sort()).toEqual([await keyPrefix(legacy), "other"]);
  expect(JSON.stringify(at.keyCounts)).not.toContain(legacy.slice(0, 20));
  expect(total(at).other).toBe(1_000);
});

test("a request that is refused is no use of a key, and one without a key is none", async () => {
  const at = project();
  expect((await at.serve(devices)(device({}, { headers: { apikey: "sb_publishable_stranger" } }))).status)
    .toBe(401);
  expect((await at.serve(manifest)(bare({}))).status).toBe(200);
  await Promise.all(at.background);
  expect(at.keyCounts).toEqual([]);
});

test("a database that takes no counts fails no request, is not asked in a storm, and gets them later", async () => {
  const at = project();
  at.keyUsage = () => Promise.reject(new TypeError("refused"));
  const serve = at.serve(manifest);
  for (let n = 0; n < 50; n++) expect((await serve(bare({ headers: { apikey: old } }))).status).toBe(200);
  await Promise.all(at.background);
  expect(at.keyCounts).toHaveLength(1);
  expect(at.logged("key_usage_unwritten")).toHaveLength(1);

  at.keyUsage = () => Response.json(1);
  at.keyCounts.length = 0;
  for (const unload of at.unloaders) unload("wall_clock");
  await Promise.all(at.background);
  expect(total(at), "an isolate that ends writes what it holds").toEqual({ sb_publishable_oldold: 50 });
});

test("what is shown of a key is never enough to use it", async () => {
  expect(await keyPrefix(publishableKey)).toMatch(/^key:[0-9a-f]{8}$/);
  expect(await keyPrefix("sb_secret_0123456789abcdef_0123")).toBe("sb_secret_012345");
  expect(await keyPrefix("short")).toMatch(/^key:[0-9a-f]{8}$/);
  expect(await keyPrefix("0123456789".repeat(4))).toBe("012345678901");
  expect(await keyPrefix("an ütterly strange key of more than 32 letters")).toMatch(/^key:/);
});

function total({ keyCounts }: Project): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const counts of keyCounts) {
    for (const [prefix, count] of Object.entries(Object(counts))) {
      sums[prefix] = (sums[prefix] ?? 0) + Number(count);
    }
  }
  return sums;
}

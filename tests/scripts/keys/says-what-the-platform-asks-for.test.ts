import { writeFile } from "node:fs/promises";
import { expect, test, vi } from "vitest";
import { openPlatformKeys } from "../../../scripts/keys/management-api.ts";
import { makeTempDir, removeDir, serveHttp } from "../../../scripts/runtime.ts";

test.each([
  [429, "Try again shortly"],
  [500, "Try again shortly"],
  [401, "Take a token"],
  [400, "Correct what it names"],
])("a platform that answers %i is a reason to do something about it: %s", async (status, hint) => {
  const server = await serveHttp(() => Promise.resolve(Response.json({ message: "no" }, { status })));
  const folder = await makeTempDir("slipway-keys-");
  const profile = `${folder}/profile.yaml`;
  await writeFile(profile, `api_url: ${server.url}\n`);
  vi.stubEnv("SUPABASE_PROFILE", profile);
  vi.stubEnv("SUPABASE_ACCESS_TOKEN", `sbp_${"0".repeat(40)}`);
  try {
    await expect(openPlatformKeys("ref").create("app_r1")).rejects.toMatchObject({
      code: "management_refused",
      hint: expect.stringContaining(hint),
    });
  } finally {
    vi.unstubAllEnvs();
    await Promise.all([server.stop(), removeDir(folder)]);
  }
});

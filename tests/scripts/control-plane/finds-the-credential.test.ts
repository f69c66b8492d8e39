import { chmod, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { env } from "node:process";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mask } from "../../../scripts/cli/mask.ts";
import {
  credentialPath,
  readCredential,
  writeCredentialFile,
} from "../../../scripts/control-plane/credentials.ts";
import { makeTempDir, removeDir } from "../../../scripts/runtime.ts";
import { refused } from "./refused.ts";

const names = ["SLIPWAY_URL", "SLIPWAY_SECRET_KEY", "SLIPWAY_PUBLISHABLE_KEY", "XDG_CONFIG_HOME", "HOME"];
const before = Object.fromEntries(names.map((name) => [name, env[name]]));
let home: string;
beforeEach(async () => {
  home = await makeTempDir("slipway-home-");
  for (const name of names) delete env[name];
  env.HOME = home;
});
afterEach(async () => {
  for (const name of names) {
    if (before[name] === undefined) delete env[name];
    else env[name] = before[name];
  }
  await removeDir(home);
});

const nine = { name: "Nine & Co", repository: "github.com/acme/nine", hasRemote: true };
const file = () => join(home, ".config/slipway/nine-co-059f01b1c625.env");

async function given(text: string, mode = 0o600): Promise<void> {
  await mkdir(dirname(file()), { recursive: true });
  await writeFile(file(), text);
  await chmod(file(), mode);
}

test("the file is named after the project and its repository, below XDG_CONFIG_HOME or ~/.config", () => {
  expect(credentialPath(nine)).toBe(file());
  expect(credentialPath({ ...nine, name: "../../etc/passwd" })).toMatch(
    /slipway\/etc-passwd-[0-9a-f]{12}\.env$/,
  );
  env.XDG_CONFIG_HOME = "/elsewhere";
  expect(credentialPath(nine)).toBe(`/elsewhere/slipway/${basename(file())}`);
  env.XDG_CONFIG_HOME = "relative/is/ignored";
  expect(credentialPath(nine)).toBe(file());
});

test("another repository with the same project name does not get the key", async () => {
  await given("SLIPWAY_URL=http://127.0.0.1:1\nSLIPWAY_SECRET_KEY=sb_secret_0123456789\n");
  const error = await refused(readCredential({ ...nine, repository: "github.com/stranger/nine" }, "secret"));
  expect([error.code, error.exitCode]).toEqual(["credential_missing", 4]);
});

test("a file that only its owner may read is taken, and its key hidden from then on", async () => {
  await given(
    `# of ana\nexport SLIPWAY_URL="http://127.0.0.1:54321/"\nSLIPWAY_SECRET_KEY=legacy-key-4711 # old\n`,
  );
  expect(mask.apply("legacy-key-4711")).toBe("legacy-key-4711");
  expect(await readCredential(nine, "secret")).toEqual({
    url: "http://127.0.0.1:54321",
    key: "legacy-key-4711",
    kind: "secret",
    source: file(),
  });
  expect(mask.apply("curl -H 'apikey: legacy-key-4711'")).toBe("curl -H 'apikey: ***'");
});

test.for(["0644", "0640", "0660", "0604"])("mode %s is refused: others may read it", async (mode) => {
  await given("SLIPWAY_URL=http://127.0.0.1:1\nSLIPWAY_SECRET_KEY=sb_secret_0123456789\n", parseInt(mode, 8));
  const error = await refused(readCredential(nine, "secret"));
  expect([error.code, error.exitCode]).toEqual(["credential_exposed", 4]);
  expect(error.hint).toContain(`chmod 600 '${file()}'`);
});

test("no credential at all: exit code 4, naming what is missing and how to get it", async () => {
  const error = await refused(readCredential(nine, "secret"));
  expect([error.code, error.exitCode]).toEqual(["credential_missing", 4]);
  expect(error.message).toContain("SLIPWAY_URL, SLIPWAY_SECRET_KEY");
  expect(error.hint).toContain("slipway link");
});

describe("the environment", () => {
  test("goes before the file, and is masked too", async () => {
    await given("SLIPWAY_URL=http://file.test\nSLIPWAY_SECRET_KEY=sb_secret_of_the_file\n");
    Object.assign(env, { SLIPWAY_URL: "https://env.test", SLIPWAY_SECRET_KEY: "key-of-the-environment" });
    expect(await readCredential(nine, "secret")).toMatchObject({
      url: "https://env.test",
      key: "key-of-the-environment",
      source: "the environment",
    });
    expect(mask.apply("key-of-the-environment")).toBe("***");
  });

  test("is never mixed with the file: no key goes to an address it did not come with", async () => {
    await given("SLIPWAY_URL=http://file.test\nSLIPWAY_SECRET_KEY=sb_secret_of_the_file\n");
    env.SLIPWAY_URL = "https://env.test";
    const error = await refused(readCredential(nine, "secret"));
    expect(error.code).toBe("credential_missing");
    expect(error.message).toContain("SLIPWAY_SECRET_KEY");
  });
});

describe("a publishable key", () => {
  test("is enough for who only reads", async () => {
    Object.assign(env, {
      SLIPWAY_URL: "https://env.test",
      SLIPWAY_PUBLISHABLE_KEY: "sb_publishable_0123456789",
    });
    expect(await readCredential(nine, "any")).toMatchObject({ kind: "publishable" });
    expect((await refused(readCredential(nine, "secret"))).code).toBe("credential_missing");
    env.SLIPWAY_SECRET_KEY = "sb_secret_0123456789";
    expect(await readCredential(nine, "any")).toMatchObject({ kind: "secret" });
  });

  test("in the place of the secret one is noticed", async () => {
    Object.assign(env, { SLIPWAY_URL: "https://env.test", SLIPWAY_SECRET_KEY: "sb_publishable_0123456789" });
    expect((await refused(readCredential(nine, "secret"))).code).toBe("credential_missing");
  });
});

test.for([
  ["https://zyxwvutsrqponmlkjihg.supabase.co", "credential_mismatch"],
  ["not an address", "credential_malformed"],
  ["ftp://env.test", "credential_malformed"],
  ["https://user:word@env.test", "credential_malformed"],
])("SLIPWAY_URL=%s is refused", async ([address = "", code]) => {
  Object.assign(env, { SLIPWAY_URL: address, SLIPWAY_SECRET_KEY: "sb_secret_0123456789" });
  const error = await refused(readCredential({ ...nine, ref: "abcdefghijklmnopqrst" }, "secret"));
  expect([error.code, error.exitCode]).toEqual([code, 4]);
});

test("what is written is read again, replaces what was there, and only its owner may read it", async () => {
  await given("SLIPWAY_URL=http://old.test\n", 0o644);
  await writeCredentialFile(file(), {
    SLIPWAY_URL: "http://new.test",
    SLIPWAY_SECRET_KEY: "sb_secret_0123456789",
  }, nine.repository);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  expect(await readdir(dirname(file()))).toEqual([basename(file())]);
  expect(await readCredential(nine, "secret")).toMatchObject({ url: "http://new.test" });
  const broken = writeCredentialFile(file(), { SLIPWAY_URL: "http://a.test\nPATH=/tmp" }, nine.repository);
  expect((await refused(broken)).code).toBe("credential_malformed");
  expect(await readFile(file(), "utf8")).toContain("http://new.test");
});

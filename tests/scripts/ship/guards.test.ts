import { expect, test } from "vitest";
import { codes, findings, useShipyard } from "../../support/shipyard.ts";
import { refusedShip } from "./refused-ship.ts";

const yard = useShipyard();

test("promise 33: a change in another subtree, of nobody, or staged, is refused; all are named at once", async () => {
  const repo = await yard().open();
  await repo.write("web/docs/src/main.ts", "// changed\n");
  await repo.write("package.json", "{}\n");
  await repo.write("web/docs/new.ts", "// new\n");
  await repo.git("add", "web/docs/new.ts");
  await repo.write("web/dashboard/src/main.ts", "// mine\n");
  expect(await refusedShip(yard(), repo, "dashboard")).toEqual({
    code: 5,
    codes: ["change_outside", "change_outside", "change_outside"],
  });
});

test("promise 29: a .png or .env* in the set is refused, in the component and in the shared files; one that is removed is not", async () => {
  const repo = await yard().open({ files: { "web/dashboard/old.png": "PNG" } });
  await yard().adopt(repo);
  await repo.git("rm", "--quiet", "web/dashboard/old.png");
  await repo.write("web/dashboard/shot.png", "PNG");
  await repo.write("web/dashboard/Shot.PNG", "PNG");
  await repo.write("web/dashboard/.env.local", "KEY=1");
  await repo.write("notes/.env", "KEY=1");
  expect(await refusedShip(yard(), repo, "dashboard")).toEqual({
    code: 5,
    codes: Array(4).fill("file_refused"),
  });
  await repo.git("clean", "--quiet", "--force", "web/dashboard", "notes");
  expect((await yard().run(repo, "ship", "dashboard")).code).toBe(0);
  expect(await repo.git("ls-tree", "-r", "--name-only", "origin/main", "web/dashboard/")).not.toContain(
    "old.png",
  );
});

test("promise 32: ship ios is refused and points to the iOS path", async () => {
  const repo = await yard().open();
  const outcome = await yard().run(repo, "ship", "ios", "--json");
  expect(outcome.code).toBe(5);
  expect(codes(outcome)).toEqual(["ios_not_a_ship_target"]);
  expect(outcome.stdout).toContain("slipway ios ship");
});

test("an unknown component is a usage error that names those there are", async () => {
  const repo = await yard().open();
  const outcome = await yard().run(repo, "ship", "dashbord", "--json");
  expect([outcome.code, ...codes(outcome)]).toEqual([2, "component_unknown"]);
  expect(outcome.stdout).toContain("dashboard");
});

test("promises 19, 23: drift alone ends with 7; together with something else with 5, and everything is named", async () => {
  const repo = await yard().open();
  await repo.write("web/docs/package.json", (await repo.read("web/docs/package.json")).replace("41", "7"));
  await repo.commit("a hand edit");
  expect(await refusedShip(yard(), repo, "dashboard")).toEqual({ code: 7, codes: ["mirror_drift"] });
  await repo.write("web/docs/new.ts", "// new\n");
  expect(await refusedShip(yard(), repo, "dashboard")).toEqual({
    code: 5,
    codes: ["change_outside", "mirror_drift"],
  });
});

test("promise 34: missing notes warn; where notes are strict, they refuse", async () => {
  const repo = await yard().open({ files: { "notes/next-ship.md": " \n" } });
  await yard().adopt(repo);
  const warned = await yard().run(repo, "ship", "dashboard");
  expect(warned.code).toBe(0);
  expect(warned.stderr).toContain("notes_missing");
  const strict = await yard().open({
    files: { "notes/next-ship.md": "" },
    edit: ({ ship }) => {
      ship.notes = { chat: "notes/next-ship.md", store: "notes/next-ship-tf.md", strict: true };
    },
  });
  expect(codes(await yard().run(strict, "ship", "docs", "--json"))).toEqual(["notes_missing"]);
});

test("secrets, builds and large binaries are refused by name and by content; version.json can refuse more, or allow some", async () => {
  const repo = await yard().open({
    edit({ ship }) {
      ship.files = { refuse: ["**/*.sketch"], allow: ["web/dashboard/public/**"], max_bytes: 1000 };
    },
  });
  await yard().adopt(repo);
  const key = `-----BEGIN ${"PRIVATE"} KEY-----\nMIIB\n`;
  const refusedFiles: Record<string, string | Uint8Array> = {
    "AuthKey_ABC.p8": "x",
    "dist.p12": "x",
    "server.pem": "x",
    "tls.key": "x",
    "App.mobileprovision": "x",
    "upload.jks": "x",
    "debug.keystore": "x",
    "google-services.json": "{}",
    "id_ed25519": "x",
    "App.ipa": "x",
    "App.dSYM.zip": "x",
    "logo.sketch": "x",
    ".npmrc": "//registry.example.test/:_authToken=abcdef\n",
    "notes.txt": `see below\n${key}`,
    "video.bin": new Uint8Array(2000),
  };
  for (const [path, content] of Object.entries(refusedFiles)) {
    await repo.write(`web/dashboard/${path}`, content);
  }
  // public halves, variables in place of tokens, text of any size, and what version.json allows
  await repo.write("web/dashboard/id_ed25519.pub", "ssh-ed25519 AAAA");
  await repo.write("web/dashboard/app/.npmrc", "//registry.example.test/:_authToken=${NPM_TOKEN}\n");
  await repo.write("web/dashboard/long.txt", "text\n".repeat(1000));
  await repo.write("web/dashboard/public/logo.png", new Uint8Array(2000));
  const outcome = await yard().run(repo, "ship", "dashboard", "--json");
  expect(outcome.code).toBe(5);
  const named = Object.fromEntries(
    findings(outcome).map(({ code, file }) => [file.replace("web/dashboard/", ""), code]),
  );
  expect(named).toEqual({
    ...Object.fromEntries(Object.keys(refusedFiles).map((path) => [path, "file_refused"])),
    ".npmrc": "secret_found",
    "notes.txt": "secret_found",
    "video.bin": "file_too_large",
  });
  for (const path of Object.keys(refusedFiles)) {
    await repo.git("clean", "--quiet", "--force", `web/dashboard/${path}`);
  }
  expect((await yard().run(repo, "ship", "dashboard")).code).toBe(0);
  expect(await repo.git("ls-tree", "-r", "--name-only", "HEAD")).toContain("web/dashboard/public/logo.png");
});

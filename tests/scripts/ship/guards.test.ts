import { expect, test } from "vitest";
import { codes, findings, useShipyard } from "../../support/shipyard.ts";
import { until } from "../../support/until.ts";
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

test("promise 34: notes that went out with the last ship are not told again; where notes are strict, they refuse", async () => {
  const repo = await yard().open({ files: { "notes/next-ship.md": "Charts are faster.\n" } });
  await yard().adopt(repo);
  expect((await yard().run(repo, "ship", "dashboard")).stderr).not.toContain("notes_repeated");
  const again = await yard().run(repo, "ship", "docs");
  expect(again.code, again.stderr).toBe(0);
  expect(again.stderr).toContain("notes_repeated");
  const said = await until("both are in the chat", async () => {
    const texts = (await yard().chat()).join("\n");
    return texts.includes("docs") && texts;
  });
  expect(said.split("Charts are faster.")).toHaveLength(2);

  const version = JSON.parse(await repo.read("version.json"));
  version.ship.notes = { chat: "notes/next-ship.md", store: "notes/next-ship-tf.md", strict: true };
  await repo.commit("strict", { "version.json": `${JSON.stringify(version, null, 2)}\n` });
  await repo.git("push", "--quiet");
  const refused = await yard().run(repo, "ship", "docs", "--json");
  expect({ code: refused.code, codes: codes(refused) }).toEqual({ code: 5, codes: ["notes_repeated"] });
  expect((await yard().status()).ships).toEqual([]);
  await repo.write("notes/next-ship.md", "Charts have colours.\n");
  expect((await yard().run(repo, "ship", "docs")).code).toBe(0);
});

test("a deploy to Supabase of which nobody knows the project is refused before anything is written", async () => {
  const repo = await yard().open({
    edit: ({ ship, components: { docs } }) => {
      if (docs) docs.deploy = { type: "supabase", migrations: true, functions: [] };
      delete Object(ship.environment).project_ref;
    },
  });
  await yard().adopt(repo);
  expect(await refusedShip(yard(), repo, "docs")).toEqual({ code: 5, codes: ["supabase_project_missing"] });
  expect(codes(await yard().run(repo, "ship", "docs", "--dry-run", "--json"))).toEqual([
    "supabase_project_missing",
  ]);
});

test("a shallow clone is refused", async () => {
  const repo = await yard().open();
  await repo.commit("one more");
  await repo.git("push", "--quiet");
  await repo.git("clone", "--quiet", "--depth=1", `file://${repo.remote}`, `${repo.root}/../shallow`);
  const outcome = await yard().start(repo, `${repo.root}/../shallow`, ["ship", "dashboard", "--json"]).ended;
  expect([outcome.code, ...codes(outcome)]).toEqual([5, "clone_shallow"]);
});

test("a bump of another component that is not committed is refused", async () => {
  const repo = await yard().open();
  expect((await yard().run(repo, "bump", "status")).code).toBe(0);
  const { code, codes: found } = await refusedShip(yard(), repo, "dashboard");
  expect([code, ...found.sort()]).toEqual([5, "build_of_another", "change_outside"]);
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

test("without a credential, or without Postgres, nothing is written (4 and 1)", async () => {
  const repo = await yard().open();
  const missing = await repo.run("ship", "dashboard", "--json");
  expect([missing.code, ...codes(missing)]).toEqual([4, "credential_missing"]);
  yard().tap.before = () => Promise.resolve("lose");
  const unreachable = await yard().run(repo, "ship", "dashboard", "--json");
  expect([unreachable.code, ...codes(unreachable)]).toEqual([1, "control_plane_unreachable"]);
  expect(await repo.git("status", "--porcelain")).toBe("");
});

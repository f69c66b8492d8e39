import { expect, test } from "vitest";
import { problemsOf } from "../../../scripts/manifest/problems.ts";
import { commandsOf } from "../../../scripts/ship/trust/commands.ts";

const manifest = (keys: unknown) => ({
  name: "Nine",
  build: 1,
  ship: { keys, environments: { production: { branch: "main", announces: true } } },
  components: { api: { name: "API", kind: "server", build: 1, paths: ["api"] } },
});
const problems = (keys: unknown) =>
  problemsOf(manifest(keys)).problems.map(({ pointer, what }) => `${pointer} ${what}`);

test("every kind of a key, with what it needs", () => {
  const keys = {
    app: { kind: "supabase-publishable", component: "api" },
    ingest: {
      ...{ kind: "secret-list", secret: "INGEST_KEYS", environment: "production" },
      ...{ read: "op read x", write: "op write x" },
    },
    push: { kind: "apns", team_id: "ABCDE12345", hosts: ["production", "sandbox"] },
    signing: { kind: "signing", steps: { "update-client": { run: "./pin.sh" } } },
  };
  expect(problems(keys)).toEqual([]);
  const parsed = problemsOf(manifest(keys)).manifest;
  const commands = parsed === undefined ? [] : [...commandsOf(parsed).keys()];
  expect(commands, "whoever changes one runs code of whoever rotates, or has its keys").toEqual([
    "/ship/remote",
    "/ship/keys/ingest/read",
    "/ship/keys/ingest/write",
    "/ship/keys/ingest/secret",
    "/ship/keys/signing/steps/update-client/run",
  ]);
});

test("what is wrong is named all at once, also where the shape is", () => {
  expect(problems({
    app: { kind: "supabase-publishable", component: "nobody" },
    one: { kind: "secret-list", secret: "KEYS" },
    two: { kind: "secret-list", secret: "KEYS", environment: "moon" },
    three: { kind: "secret-list", secret: "KEYS" },
    push: { kind: "apns", team_id: "short" },
    step: { kind: "signing", steps: { dance: { run: "true" } } },
    elsewhere: { kind: "apns", team_id: "ABCDE12345", environment: "production" },
  })).toEqual(expect.arrayContaining([
    "/ship/keys/app/component there is no component nobody",
    "/ship/keys/two/environment there is no environment moon",
    "/ship/keys/three/secret the key one is the same one",
    "/ship/keys/push/team_id 10 characters",
    expect.stringMatching(/^\/ship\/keys\/step\/steps/),
    // its use is counted where it announces, and in no other project
    expect.stringMatching(/^\/ship\/keys\/elsewhere.*environment/),
  ]));
});

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from "vitest";
import { deploy } from "../../../scripts/deploy/deploy.ts";
import { findBootFailures } from "../../../scripts/deploy/probes/boot.ts";
import { probeSupabase } from "../../../scripts/deploy/probes/supabase.ts";
import { verify } from "../../../scripts/deploy/verify.ts";
import { serveHttp } from "../../../scripts/runtime.ts";
import { type ManagementApi, startManagementApi } from "../../support/management-api/management-api.ts";
import { type Postgres, startPostgres } from "../../../scripts/stack/postgres/start-postgres.ts";
import { plainEnvironment } from "../../support/monorepo/run.ts";
import { type Bed, makeBed } from "./bed.ts";

let server: Postgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());

let api: ManagementApi;
let bed: Bed;
let controlPlane: number;

beforeEach(async () => {
  api = await startManagementApi();
  onTestFinished(api.stop);
  controlPlane = 200;
  const project = await serveHttp(() =>
    controlPlane === 200
      ? Response.json({ name: "Nine", build: 7, seq: 1, components: {} })
      : Response.json({ message: "down" }, { status: controlPlane })
  );
  onTestFinished(project.stop);
  vi.stubEnv("SLIPWAY_URL", project.url);
  vi.stubEnv("SLIPWAY_PUBLISHABLE_KEY", "sb_publishable_test");
  bed = await makeBed({
    deploy: { type: "supabase", migrations: true, functions: ["ask", "bot"] },
    files: {
      "profile.yaml": api.profile,
      "supabase/config.toml": 'project_id = "nine"\n',
      "supabase/migrations/20260101000000_notes.sql":
        "create table if not exists public.notes (id bigint);\n",
      "supabase/functions/ask/index.ts": "Deno.serve(() => new Response());\n",
      "supabase/functions/bot/index.ts": "Deno.serve(() => new Response());\n",
    },
    ship: { environment: { project_ref: api.projectRef } },
    env: {
      SUPABASE_ACCESS_TOKEN: api.accessToken,
      SUPABASE_NO_KEYRING: "1",
      SLIPWAY_DB_URL: server.ownerUrl,
    },
  });
  Object.assign(bed.context.env, {
    SUPABASE_PROFILE: join(bed.root, "profile.yaml"),
    SUPABASE_HOME: bed.root,
  });
  bed.context.sha = commitAt("2026-01-01T00:00:00Z");
});
afterEach(() => vi.unstubAllEnvs());

/** Commits everything in the bed at a moment. */
function commitAt(date: string): string {
  const env = { ...plainEnvironment(bed.root), GIT_COMMITTER_DATE: date };
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: bed.root, env, encoding: "utf8" }).trim();
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--allow-empty", "-m", "it");
  return git("rev-parse", "HEAD");
}

test("what was deployed is up to date; before that, what is missing is named", async () => {
  const before = await probeSupabase(bed.context);
  expect(before.isVerified).toBe(false);
  expect(before.saw).toContain("has no function ask");
  await deploy(bed.context);
  expect(await probeSupabase(bed.context)).toEqual({ isVerified: true, saw: "is up to date" });
  await verify(bed.context, [{ type: "supabase" }], { build: 7 });
});

test("a pending migration is no deploy, and asking applies none", async () => {
  bed.context.manifest.components.dashboard!.deploy = { type: "supabase", migrations: true, functions: [] };
  await Deno.writeTextFile(`${bed.root}/supabase/migrations/20260102000000_more.sql`, "select 1;\n");
  for (const _ of [1, 2]) {
    expect((await probeSupabase(bed.context)).saw).toMatch(/^has \d pending migrations$/);
  }
});

describe("functions alone", () => {
  beforeEach(() => {
    bed.context.manifest.components.dashboard!.deploy = {
      type: "supabase",
      migrations: false,
      functions: ["ask"],
    };
    const metadata = { entrypoint_path: "supabase/functions/ask/index.ts" };
    api.functions.set("ask", { slug: "ask", metadata, files: new Map(), byteCount: 1, version: 4 });
  });

  test("those of an earlier deploy are not those of a later commit", async () => {
    bed.context.sha = commitAt("2099-01-01T00:00:00Z");
    const { isVerified, saw } = await probeSupabase(bed.context);
    expect(isVerified).toBe(false);
    expect(saw).toMatch(/^deployed ask \(version 4\) last at .*, before the commit of 2099-01-01T00:00:00/);
  });

  test("a control plane that does not answer is no verified deploy", async () => {
    controlPlane = 503;
    expect((await probeSupabase(bed.context)).saw).toContain("has no control plane that answers");
  });

  test("what cannot be asked is named with the CLI's reason, never with the credential", async () => {
    const token = `sbp_${"0".repeat(40)}`;
    bed.context.env.SUPABASE_ACCESS_TOKEN = token;
    const { isVerified, saw } = await probeSupabase(bed.context);
    expect(isVerified).toBe(false);
    expect(saw).toMatch(
      /^could not be asked: "supabase functions list .*" ended with code 1: .*Unauthorized/,
    );
    expect(saw).not.toContain(token);
  });
});

test("a function boots when it answers itself, whatever it says; the platform's own answers say that it does not", async () => {
  const project = await serveHttp(({ url, method }) => {
    const name = new URL(url).pathname.split("/").at(-1);
    if (method !== "OPTIONS") return new Response(null, { status: 500 });
    if (name === "fine") return new Response(null, { status: 405 });
    if (name === "own-404") return Response.json({ code: "NOT_FOUND" }, { status: 404 });
    const code = name === "missing" ? "NOT_FOUND" : "EDGE_FUNCTION_ERROR";
    return Response.json({ code }, {
      status: name === "missing" ? 404 : 503,
      headers: { "sb-error-code": code },
    });
  });
  onTestFinished(project.stop);
  const names = ["fine", "own-404", "missing", "broken"];
  expect(await findBootFailures(project.url, names, new AbortController().signal)).toEqual([
    "answered in place of missing: 404 NOT_FOUND",
    "answered in place of broken: 503 EDGE_FUNCTION_ERROR",
  ]);
});

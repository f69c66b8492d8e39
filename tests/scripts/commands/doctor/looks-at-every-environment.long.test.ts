import { expect, onTestFinished, test } from "vitest";
import { serveHttp } from "../../../../scripts/runtime.ts";
import { startManagementApi } from "../../../support/management-api/management-api.ts";
import { type ManifestDraft, useShipyard } from "../../../support/shipyard.ts";
import { startTestStore } from "../../../support/fastlane/store.ts";
import { openEnvironments } from "../../../support/two-environments.ts";

const yard = useShipyard();

interface Diagnosis {
  name: string;
  state: string;
  message: string;
  fix?: string;
}

async function open(edit: (draft: ManifestDraft) => void) {
  const place = await openEnvironments(yard(), { edit });
  await place.repo.git("push", "--quiet", "--no-verify", "origin", "main:refs/heads/production");
  return {
    ...place,
    async doctor(env: Record<string, string> = {}) {
      const { code, stdout, stderr } = await place.repo.run("doctor", "--json", {
        env: { ...yard().env, ...env },
      });
      expect(stdout, stderr).toContain('"diagnoses"');
      const { diagnoses }: { diagnoses: Diagnosis[] } = JSON.parse(stdout);
      const states = Object.fromEntries(diagnoses.map(({ name, state }) => [name, state]));
      return {
        code,
        states,
        fixOf: (name: string) => diagnoses.find((one) => one.name === name)?.fix,
        diagnoses,
      };
    },
  };
}

/** What version.json says of an environment, to be changed. */
const entryOf = ({ ship }: ManifestDraft, name: string): object =>
  Reflect.get(Object(ship.environments), name);

test(
  "promise 165: branch, address, project, variables and hosts of every environment, a line and a fix each",
  {
    timeout: 240_000,
  },
  async () => {
    const api = await startManagementApi();
    onTestFinished(api.stop);
    const up = await serveHttp(() => Promise.resolve(new Response(null, { status: 404 })));
    onTestFinished(up.stop);
    const { doctor, repo } = await open((draft) => {
      const staging = entryOf(draft, "staging");
      Object.assign(staging, { url: up.url, project_ref: api.projectRef, hosts: ["stg-1"] });
      Object.assign(staging, { components: ["dashboard", "proxy-server", "database"] });
      // nobody listens there
      Object.assign(entryOf(draft, "production"), { url: "http://127.0.0.1:1" });
      const { dashboard } = draft.components;
      if (dashboard === undefined) throw new Error("the demo has changed");
      dashboard.env = { source: { type: "file", path: ".env.shop" }, required: ["SHOP_KEY"] };
      const deploy = { type: "supabase", migrations: false, functions: [] };
      const database = {
        name: "Database",
        kind: "database",
        version: "1.0.0",
        build: 1,
        paths: ["db"],
        deploy,
      };
      Object.assign(draft.components, { database });
    });
    const env = {
      SUPABASE_PROFILE: `${repo.root}/.git/profile.yaml`,
      SUPABASE_ACCESS_TOKEN: api.accessToken,
      SUPABASE_HOME: repo.home,
      SUPABASE_NO_KEYRING: "1",
    };
    await repo.write(".git/profile.yaml", api.profile);
    await repo.write(".env.shop", "OTHER=1\n");
    const first = await doctor(env);
    expect(first.code).toBe(1);
    expect(first.states).toMatchObject({
      ...{ "branch:staging": "ok", "address:staging": "ok", "address:production": "fail" },
      ...{ "secrets:staging": "ok", "env:staging": "fail", "env:production": "fail" },
      "host:staging:stg-1": "fail",
    });
    expect(first.fixOf("address:production")).toContain("ship.environments.production.url");
    expect(first.fixOf("host:staging:stg-1")).toContain("slipway follow");
    for (const { state, fix } of first.diagnoses) expect(Boolean(fix)).toBe(state !== "ok");

    await repo.write(".env.shop", "SHOP_KEY=secret-of-the-shop\n");
    await repo.git("--git-dir", repo.remote, "update-ref", "-d", "refs/heads/main");
    const second = await doctor(env);
    expect(second.states).toMatchObject({
      "env:staging": "ok",
      "env:production": "ok",
      "branch:staging": "fail",
    });
    expect(JSON.stringify(second.diagnoses)).not.toContain("secret-of-the-shop");
  },
);

test(
  "promise 165: the toolchain is that of what is declared: Java and a committed wrapper, psql, a browser, the store's key",
  {
    timeout: 240_000,
  },
  async () => {
    const { doctor, repo } = await open((draft) => {
      Object.assign(draft.components, {
        phone: { name: "Phone", kind: "android", version: "1.0.0", build: 1, paths: ["apps/phone"] },
      });
      const { dashboard } = draft.components;
      if (dashboard === undefined) throw new Error("the demo has changed");
      dashboard.deploy = { type: "command", run: 'psql "$DB" -c "select 1"' };
      dashboard.verify = [{ type: "browser", script: "tests/probe.mjs" }];
    });
    await repo.write("apps/phone/gradlew", "#!/bin/sh\n", 0o755);
    await repo.git("add", "apps/phone/gradlew");
    const on = await startTestStore();
    const { code, states, fixOf } = await doctor({ ...on.env, SLIPWAY_CHROMIUM: "/nowhere/chromium" });
    expect(code).toBe(1);
    expect(states).toMatchObject({ "wrapper:phone": "fail", "browser:staging": "fail", store: "ok" });
    expect(Object.keys(states)).toEqual(expect.arrayContaining(["java", "psql", "hooks"]));
    expect(fixOf("wrapper:phone")).toContain("gradle/wrapper/gradle-wrapper.jar");
    expect(fixOf("hooks")).toContain("slipway hooks");

    for (const name of ["gradle-wrapper.jar", "gradle-wrapper.properties"]) {
      await repo.write(`apps/phone/gradle/wrapper/${name}`, "x");
    }
    await repo.git("add", "--force", "apps/phone");
    await repo.git("update-index", "--chmod=+x", "apps/phone/gradlew");
    const wrong = await doctor({ ...on.env, ASC_ISSUER_ID: "00000000-0000-0000-0000-000000000000" });
    expect(wrong.states).toMatchObject({ "wrapper:phone": "ok", store: "fail" });
    // most machines ship no app
    expect((await doctor({ ASC_KEY_ID: "" })).states).toMatchObject({ store: "unknown" });
  },
);

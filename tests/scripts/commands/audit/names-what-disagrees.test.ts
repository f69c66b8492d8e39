import { afterAll, beforeAll, expect, test } from "vitest";
import { type HttpServer, serveHttp } from "../../../../scripts/runtime.ts";
import { createMonorepo, type Monorepo, pbxprojPath } from "../../../support/monorepo.ts";

let nine: Monorepo;
let server: HttpServer;
const asked: string[] = [];
let docs: { build: number; rolled_back_from: number | null } = { build: 41, rolled_back_from: null };

beforeAll(async () => {
  nine = await createMonorepo({ remote: false, components: ["ios", "docs"] });
  server = await serveHttp(async (request) => {
    const { pathname } = new URL(request.url);
    asked.push(`${pathname} ${await request.text()}`);
    if (pathname.endsWith("/verify_audit_heads")) {
      return Response.json({ head: null, problem: null, missing: [] });
    }
    const component = { host: null, kind: "web", version: "1", last_move: null, highest_build: 0 };
    return Response.json({
      ...{
        now: "",
        project: "Nine",
        repository: null,
        seq: 1,
        audit_head: `0:${"0".repeat(64)}`,
        ships: [],
        leases: [],
        announcements: [],
        transports: [],
      },
      components: [
        { ...component, key: "ios", label: "ios", name: "Helper", build: 114, rolled_back_from: null },
        { ...component, key: "docs", label: "docs", name: "Docs", ...docs },
      ],
    });
  });
});
afterAll(async () => {
  await server.stop();
  await nine.stop();
});

const remote = () =>
  nine.run("audit", "--remote", "--json", {
    env: { SLIPWAY_URL: server.url, SLIPWAY_SECRET_KEY: "sb_secret_0123456789" },
  });

test("promise 19: what is deployed is compared, of the environment that version.json names", async () => {
  expect(JSON.parse((await remote()).stdout)).toMatchObject({ ok: true, findings: [] });
  expect(asked.sort()).toEqual([
    '/rest/v1/rpc/ship_status {"environment":"production"}',
    '/rest/v1/rpc/verify_audit_heads {"heads":[]}',
  ]);
  docs = { build: 40, rolled_back_from: null };
  const { code, stdout } = await remote();
  expect([code, JSON.parse(stdout).findings[0].code]).toEqual([7, "deployed_behind"]);
  docs = { build: 40, rolled_back_from: 41 };
  expect(JSON.parse((await remote()).stdout)).toMatchObject({
    ok: true,
    notices: expect.arrayContaining(["docs: rolled back 41 → 40"]),
  });
});

test("promise 19: without --remote it needs nobody; local places are named, and an iOS build in flight is said", async () => {
  await nine.write(pbxprojPath, (await nine.read(pbxprojPath)).replaceAll("= 114;", "= 115;"));
  await nine.write("web/docs/package.json", '{"build": 40}');
  const { code, stdout, stderr } = await nine.run("audit");
  expect([code, stdout.includes("web/docs/package.json:1: "), stderr.includes("in flight 114 → 115")])
    .toEqual([7, true, true]);
  expect((await nine.run("audit", "--remote")).code).toBe(4);
});

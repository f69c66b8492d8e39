import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type HttpServer, serveHttp } from "../../../scripts/runtime.ts";
import type { Monorepo } from "../../support/monorepo.ts";
import { runProgram } from "../../support/monorepo/run.ts";
import { slipwayCommand } from "../../support/repository.ts";
import { useShipyard } from "../../support/shipyard.ts";

const yard = useShipyard();
let proxy: HttpServer;
let asked: string[];
beforeEach(async () => {
  asked = [];
  proxy = await serveHttp((request) => {
    asked.push(request.url);
    return new Response("no way through", { status: 502 });
  });
});
afterEach(() => proxy.stop());

const names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"].flatMap((name) => [name, name.toLowerCase()]);
const proxies = () => Object.fromEntries(names.map((name) => [name, proxy.url]));

/** Its deploy leaves behind, in the home folder, what it was told about proxies. */
async function openRepo(): Promise<Monorepo> {
  const repo = await yard().open({
    edit: ({ components: { dashboard } }) => {
      const run = `printf '%s\\n' "$NO_PROXY" "$no_proxy" > "$HOME/told"`;
      if (dashboard) dashboard.deploy = { type: "command", run };
    },
  });
  await yard().adopt(repo);
  return repo;
}

test("a ship to a control plane on this machine asks no proxy, and neither do the commands that it runs", async () => {
  const repo = await openRepo();
  await repo.commit("Something new", { "web/dashboard/new.txt": "new\n" });
  const env = { ...yard().env, ...proxies(), NO_PROXY: "intranet.example.test" };
  const { code, stderr } = await repo.run("ship", "dashboard", { env });
  expect(code, stderr).toBe(0);
  expect(asked).toEqual([]);
  const told = (await readFile(join(repo.home, "told"), "utf8")).trim().split("\n");
  expect(told).toHaveLength(2);
  for (const line of told) {
    expect(line.split(",")).toEqual(
      expect.arrayContaining(["intranet.example.test", "localhost", "127.0.0.1", "127.0.0.0/8", "::1"]),
    );
  }
});

test("who wants no proxy at all is understood by everybody", async () => {
  const repo = await openRepo();
  await repo.commit("Something new", { "web/dashboard/new.txt": "new\n" });
  const { code, stderr } = await repo.run("ship", "dashboard", {
    env: { ...yard().env, ...proxies(), NO_PROXY: "*" },
  });
  expect(code, stderr).toBe(0);
  expect(asked).toEqual([]);
  expect(await readFile(join(repo.home, "told"), "utf8")).toBe("*\n\n");
});

test.each(["localhost", "127.0.0.1", "127.8.8.8", "[::1]"])("no proxy is asked for %s", async (host) => {
  const repo = await openRepo();
  const { port } = new URL(yard().env.SLIPWAY_URL ?? "");
  const env = { ...yard().env, ...proxies(), SLIPWAY_URL: `http://${host}:${port}` };
  await repo.run("status", { env });
  expect(asked).toEqual([]);
});

test("every other address goes through the proxy, as the environment says", async () => {
  const repo = await openRepo();
  const env = { ...yard().env, ...proxies(), SLIPWAY_URL: "http://project.example.test" };
  await repo.run("status", { env });
  expect(asked).toContainEqual(expect.stringContaining("project.example.test"));
});

test.each([undefined, "own.example.test"])("git is told what the person said: NO_PROXY=%s", async (own) => {
  const repo = await openRepo();
  const git = (await runProgram("sh", ["-c", "command -v git"], { cwd: repo.root, env: repo.env })).stdout
    .trim();
  const seen = join(repo.home, "seen");
  await repo.write(
    "../home/bin/git",
    `#!/bin/sh\necho "\${NO_PROXY-unset} \${no_proxy-unset}" >> '${seen}'\nexec '${git}' "$@"\n`,
    0o755,
  );
  const env = {
    ...repo.env,
    ...yard().env,
    ...proxies(),
    ...own === undefined ? {} : { NO_PROXY: own },
    PATH: `${join(repo.home, "bin")}:${repo.env.PATH}`,
  };
  await runProgram(slipwayCommand, ["ship", "dashboard", "--dry-run"], { cwd: repo.root, env });
  const lines = (await readFile(seen, "utf8")).trim().split("\n");
  expect(new Set(lines)).toEqual(new Set([`${own ?? "unset"} unset`]));
});

test("the demo reaches everybody on this machine, Realtime included", async () => {
  const repo = await openRepo();
  const { code, stdout } = await repo.run("demo", "--once", "--json", { env: proxies() });
  expect(code, stdout).toBe(0);
  expect(asked).toEqual([]);
});

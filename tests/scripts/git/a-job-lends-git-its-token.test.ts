import { createServer } from "node:http";
import process from "node:process";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { openGit } from "../../../scripts/git/git.ts";
import { createForeign, type Foreign } from "../../support/foreign.ts";

const token = "ghs_0123456789abcdef";
const header = `basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
const names = [
  "SLIPWAY_GIT_TOKEN",
  "GITHUB_SERVER_URL",
  "GIT_CONFIG_COUNT",
  "GIT_CONFIG_KEY_0",
  "GIT_CONFIG_VALUE_0",
];
const before = new Map(names.map((name) => [name, process.env[name]]));

let at: Foreign;
let heard: (string | undefined)[];
let url: string;
beforeEach(async () => {
  for (const name of names) delete process.env[name];
  heard = [];
  const server = createServer(({ headers }, answer) => {
    heard.push(headers.authorization);
    answer.writeHead(403).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  at = await createForeign();
  onTestFinished(() => at.stop());
  await at.git("remote", "add", "origin", `${url}/acme/shop.git`);
  process.env.SLIPWAY_GIT_TOKEN = token;
});
afterEach(() => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

const answers = Array.from({ length: 256 }, (_, code) => code);

test.each([["ls-remote", "origin"], ["fetch", "origin"], ["push", "origin", "main"]])(
  "%s sends it to the job's own server, once, whatever header the clone has kept",
  async (...args) => {
    process.env.GITHUB_SERVER_URL = url;
    await at.git("config", `http.${url}/.extraheader`, "AUTHORIZATION: basic old");
    await openGit(at.root).run(args, { answers });
    expect(new Set(heard)).toEqual(new Set([header]));
  },
);

test("another server hears nothing of it, and without a job nobody does", async () => {
  process.env.GITHUB_SERVER_URL = "https://github.com";
  await openGit(at.root).run(["ls-remote", "origin"], { answers });
  delete process.env.GITHUB_SERVER_URL;
  await openGit(at.root).run(["ls-remote", "origin"], { answers });
  expect(heard.length).toBeGreaterThan(0);
  expect(new Set(heard)).toEqual(new Set([undefined]));
});

test("what asks no server knows nothing of it, and nothing is written into the clone", async () => {
  process.env.GITHUB_SERVER_URL = url;
  Object.assign(process.env, {
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: "user.name",
    GIT_CONFIG_VALUE_0: "Ada",
  });
  const git = openGit(at.root);
  await git.run(["ls-remote", "origin"], { answers });
  expect(heard).toContain(header);
  const { stdout } = await git.run(["config", "--list"]);
  expect(stdout).toContain("user.name=Ada");
  expect(stdout).not.toContain("extraheader");
  const { stdout: env } = await git.run(["-c", "alias.env=!env", "env"]);
  expect(env).toContain("GIT_OPTIONAL_LOCKS");
  expect(env).not.toContain(token);
});

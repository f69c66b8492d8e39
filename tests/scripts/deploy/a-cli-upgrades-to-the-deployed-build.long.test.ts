import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { deploy } from "../../../scripts/deploy/deploy.ts";
import { verify } from "../../../scripts/deploy/verify.ts";
import type { Verify } from "../../../scripts/manifest/schema.ts";
import { env as variable, httpFetch, serveHttp } from "../../../scripts/runtime.ts";
import { runProgram } from "../../support/monorepo/run.ts";
import { deployRideAlongs, makeBed } from "./bed.ts";

const bmc = await readFile(new URL("../../support/web/bmc.sh", import.meta.url), "utf8");
/** The host's deploy packs what the tool's folder holds, as a dashboard that serves it would. */
const pack = [
  "mkdir -p served",
  `build=$(sed -n 's/.*"build": *\\([0-9]*\\).*/\\1/p' cli/package.json)`,
  "mkdir package && cp -R cli/. package && tar -czf served/bmc.tar.gz package && rm -r package",
  `printf '#!/bin/sh\\nBUILD=%s\\nmkdir -p "$BMC_HOME" && tar -xzf - -C "$BMC_HOME" --strip-components=1\\n' "$build" > served/install.sh`,
].join("\n");

async function makeTool() {
  const server = await serveHttp(async ({ url }) => {
    const bytes = await readFile(join(bed.root, "served", new URL(url).pathname)).catch(() => null);
    return bytes === null ? new Response(null, { status: 404 }) : new Response(new Uint8Array(bytes));
  });
  onTestFinished(server.stop);
  const bed = await makeBed({
    deploy: { type: "command", run: pack },
    components: {
      cdp: { name: "bmc", kind: "cli", build: 17, paths: ["cli"], ride_along: ["dashboard"] },
    },
    files: { "cli/package.json": '{ "name": "bmc", "build": 17 }\n', "cli/bin/bmc": bmc },
  });
  const probes: Verify[] = [
    { url: `${server.url}/install.sh`, regex: "BUILD=(\\d+)", timeout_s: 0.05 },
    { url: `${server.url}/bmc.tar.gz`, file: "package/package.json", json: "/build", timeout_s: 0.05 },
  ];
  const env = { PATH: variable("PATH") ?? "", BMC_HOST: server.url, BMC_HOME: join(bed.root, "installed") };
  const tool = async (...args: string[]) => {
    const { code, stdout, stderr } = await runProgram(join(env.BMC_HOME, "bin/bmc"), args, {
      cwd: bed.root,
      env,
    });
    if (code !== 0) throw new Error(stderr);
    return stdout.trim();
  };
  return { bed, probes, env, tool, context: { ...bed.context, component: "cdp", build: 18 } };
}

/** The install one-liner: `curl …/install.sh | BUILD… sh` with the archive on standard input. */
async function install({ env, bed }: Awaited<ReturnType<typeof makeTool>>): Promise<void> {
  const [script, archive] = await Promise.all(
    ["install.sh", "bmc.tar.gz"].map(async (name) =>
      new Uint8Array(await (await httpFetch(`${env.BMC_HOST}/${name}`)).arrayBuffer())
    ),
  );
  execFileSync("sh", ["-c", new TextDecoder().decode(script)], { cwd: bed.root, env, input: archive });
}

test("promise 61: after a verified ship, the installed tool's upgrade and a fresh install yield the deployed build", async () => {
  const tool = await makeTool();
  const { bed, context, probes } = tool;
  await deploy(bed.context);
  await install(tool);
  expect(await tool.tool("version")).toBe("17");

  await Deno.writeTextFile(`${bed.root}/cli/package.json`, '{ "name": "bmc", "build": 18 }\n');
  await expect(verify(context, probes, { build: 18 })).rejects.toMatchObject({
    exitCode: 8,
    findings: [{}, {}],
  });
  await tool.tool("upgrade");
  expect(await tool.tool("version")).toBe("17");

  await deployRideAlongs(context);
  await verify(context, probes, { build: 18 });
  await tool.tool("upgrade");
  expect(await tool.tool("version")).toBe("18");
  await Deno.remove(tool.env.BMC_HOME, { recursive: true });
  await install(tool);
  expect(await tool.tool("version")).toBe("18");
});

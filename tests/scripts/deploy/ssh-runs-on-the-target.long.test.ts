import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { remoteCommand } from "../../../scripts/deploy/adapters/ssh.ts";
import { deploy, describeDeploy } from "../../../scripts/deploy/deploy.ts";
import { runRollback } from "../../../scripts/deploy/rollback.ts";
import { run } from "../../../scripts/stack/postgres/os-account.ts";
import { pidIn, untilEnded } from "../../support/processes.ts";
import { sshClient, startSshHost } from "../../support/ssh/ssh.ts";
import { makeBed, type Wishes } from "./bed.ts";

const client = await sshClient();
if (client === undefined) {
  console.warn("skipped: no ssh client on this machine (apt-get install openssh-client)");
}

async function makeHost(wishes: Wishes & { run: string; unit?: string; rollback?: string }) {
  const host = await startSshHost(client ?? "ssh");
  onTestFinished(host.stop);
  const { run, unit, rollback } = wishes;
  const bed = await makeBed({
    ...wishes,
    deploy: { type: "ssh", target: "vps", run, unit, rollback },
    ship: { targets: { vps: { ssh: host.destination } } },
    env: host.env,
  });
  return { host, bed };
}

describe.skipIf(client === undefined)("promise 59: an ssh deploy, by the system's client", () => {
  test("promise 59: runs in the user's home with SLIPWAY_*; the unit's name may differ from the component's", async () => {
    const { host, bed } = await makeHost({
      run:
        'cd ~ && printf "%s\\n" "$SLIPWAY_UNIT" "$SLIPWAY_COMPONENT" "$SLIPWAY_TARGET" "$SLIPWAY_BUILD" > out; cat',
      unit: "busymate-md-server",
    });
    expect(describeDeploy(bed.context)[0]).toMatch(/^ssh deploy@127\.0\.0\.1 'cd ~ /);
    await deploy(bed.context);
    const text = await readFile(join(host.home, "out"), "utf8");
    expect(text).toBe("busymate-md-server\ndashboard\nvps\n7\n");
  });

  test("a value is never code on the host, whatever it holds", async () => {
    const version = `1' ; touch pwned; "$(touch pwned)" \`touch pwned\` \\ é`;
    const { host, bed } = await makeHost({ run: 'printf %s "$SLIPWAY_VERSION" > out', version });
    await deploy(bed.context);
    expect(await readFile(join(host.home, "out"), "utf8")).toBe(version);
    await expect(Deno.stat(join(host.home, "pwned"))).rejects.toThrow();
  });

  test("its output streams, its exit code and last lines end the ship", async () => {
    const { bed } = await makeHost({ run: "echo building; echo 'no space left' >&2; exit 4" });
    await expect(deploy(bed.context)).rejects.toMatchObject({
      code: "deploy_failed",
      exitCode: 9,
      message: expect.stringContaining("code 4"),
    });
    expect(bed.notes).toEqual(expect.arrayContaining(["dashboard | building", "dashboard | no space left"]));
  });

  test("a host whose key changed is not talked to, and nobody is asked", async () => {
    const { host, bed } = await makeHost({ run: "touch out" });
    await host.changeHostKey();
    await expect(deploy(bed.context)).rejects.toMatchObject({ code: "deploy_failed" });
    await expect(Deno.stat(join(host.home, "out"))).rejects.toThrow();
  });

  test("an abort ends what runs on the host as well", async () => {
    const { host, bed } = await makeHost({
      run: "echo $$ > pid; sh -c 'echo $$ > grandchild; exec sleep 300'",
    });
    const running = deploy(bed.context);
    const pids = await Promise.all(["pid", "grandchild"].map((file) => pidIn(join(host.home, file))));
    bed.abort.abort(new Error("the lease was lost"));
    await expect(running).rejects.toThrow("the lease was lost");
    await untilEnded(pids);
  });

  test("a rollback runs on the host too", async () => {
    const { host, bed } = await makeHost({ run: "true", rollback: 'echo "$SLIPWAY_BUILD" > back' });
    await runRollback({ ...bed.context, build: 6 });
    expect(await readFile(join(host.home, "back"), "utf8")).toBe("6\n");
  });
});

test("a target without an address, or with an option in its place, is refused", async () => {
  const deploys = { type: "ssh", target: "vps", run: "true" };
  for (
    const ship of [{}, { targets: { vps: {} } }, { targets: { vps: { ssh: "-oProxyCommand=touch pwned" } } }]
  ) {
    const bed = await makeBed({ deploy: deploys, ship });
    await expect(deploy(bed.context)).rejects.toMatchObject({ code: "target_unknown", exitCode: 2 });
  }
});

test.each(["sh", "bash", "dash", "zsh"])(
  "what the host's login shell gets is read alike by %s",
  async (shell) => {
    const known = await run("sh", ["-c", `command -v ${shell}`]);
    if (known.code !== 0) return;
    const value = `it's "$HOME" \`id\` $(id) \\n`;
    const line = remoteCommand({ SLIPWAY_VERSION: value }, `printf '%s|%s' "$SLIPWAY_VERSION" 'a'\\''b'`);
    const { stdout } = await run(shell, ["-c", line], { stdin: "piped", detached: true });
    expect(stdout).toEqual([`${value}|a'b`]);
  },
);

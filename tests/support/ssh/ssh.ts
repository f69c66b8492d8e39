import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { env, makeTempDir, removeDir, spawn } from "../../../scripts/runtime.ts";
import { run } from "../../../scripts/stack/postgres/os-account.ts";

/** A host with one user, `deploy`. */
interface SshHost {
  /** What version.json names. */
  destination: string;
  /** The user's home on the host; commands begin there. */
  home: string;
  /** For whoever starts `ssh`: the system's client, knowing this host and holding the user's key. */
  env: Record<string, string>;
  /** From now on the client expects another host key. */
  changeHostKey(): Promise<void>;
  stop(): Promise<void>;
}

/** The system's ssh client, if there is one. */
export async function sshClient(): Promise<string | undefined> {
  const { code, stdout } = await run("sh", ["-c", "command -v ssh && command -v ssh-keygen"]);
  return code === 0 ? stdout[0] : undefined;
}

/** Starts an ssh server on a free port. ssh finds its configuration by the account, not by HOME, so a wrapper on PATH names it. */
export async function startSshHost(client: string): Promise<SshHost> {
  const folder = await makeTempDir("slipway-ssh-");
  const home = join(folder, "home");
  const bin = join(folder, "bin");
  await mkdir(home);
  await mkdir(bin);
  for (const name of ["host", "user", "other"]) {
    await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", join(folder, name)]);
  }
  const server = spawn("node", [fileURLToPath(new URL("./server.mjs", import.meta.url)), folder], {
    stdin: "piped",
    stderr: "inherit",
  });
  const first = await server.stdout[Symbol.asyncIterator]().next();
  if (first.done) throw new Error(`the ssh server ended with code ${await server.exited}`);
  const { port } = z.object({ port: z.number() }).parse(JSON.parse(first.value));

  const trust = async (key: string) =>
    await writeFile(
      join(folder, "known_hosts"),
      `[127.0.0.1]:${port} ${await readFile(join(folder, `${key}.pub`), "utf8")}`,
    );
  await trust("host");
  const config = [
    "Host *",
    `Port ${port}`,
    `IdentityFile "${join(folder, "user")}"`,
    "IdentitiesOnly yes",
    `UserKnownHostsFile "${join(folder, "known_hosts")}"`,
    "GlobalKnownHostsFile /dev/null",
  ];
  await writeFile(join(folder, "config"), `${config.join("\n  ")}\n`);
  await writeFile(join(bin, "ssh"), `#!/bin/sh\nexec "${client}" -F "${join(folder, "config")}" "$@"\n`);
  await chmod(join(bin, "ssh"), 0o755);

  return {
    destination: "deploy@127.0.0.1",
    home,
    env: { PATH: `${bin}${delimiter}${env("PATH")}`, SSH_AUTH_SOCK: "" },
    changeHostKey: () => trust("other"),
    stop: async () => {
      server.kill("SIGTERM");
      await server.exited;
      await removeDir(folder);
    },
  };
}

import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { checkEnv } from "../../../scripts/env-lists/check-env.ts";
import { sshClient, startSshHost } from "../../support/ssh/ssh.ts";
import { makeBed } from "../deploy/bed.ts";

const client = await sshClient();
if (client === undefined) {
  console.warn("skipped: no ssh client on this machine (apt-get install openssh-client)");
}

/** Answers as systemctl 252 does for one loaded unit, and as it does for one that is not there. */
const systemctl = (lines: readonly string[]) =>
  `#!/bin/sh
case "$*" in
  "show --no-pager --property=LoadState --property=Environment --property=EnvironmentFiles --property=UnsetEnvironment -- web.service")
    cat <<'END'
LoadState=loaded
${lines.join("\n")}
END
    ;;
  "show --no-pager "*) printf 'LoadState=not-found\\n' ;;
  *) echo "Unknown command verb $*." >&2; exit 1 ;;
esac
`;

const lists = {
  required: ["DATABASE_URL", "TOKEN"],
  never: ["DEBUG"],
  rules: [{ name: "APP_ORIGIN", origin: true }, { name: "NODE_ENV", equals: "production" }],
};

async function makeUnit({ show, files = {}, unit = "web.service" }: {
  show: (home: string) => string[];
  files?: Record<string, string>;
  unit?: string;
}) {
  const host = await startSshHost(client ?? "ssh");
  onTestFinished(host.stop);
  const all = { ...files, "bin/systemctl": systemctl(show(host.home)) };
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(host.home, path)), { recursive: true });
    await writeFile(join(host.home, path), text);
  }
  await chmod(join(host.home, "bin/systemctl"), 0o755);
  const bed = await makeBed({
    env_lists: { ...lists, source: { type: "ssh-unit", target: "vps", unit } },
    ship: { targets: { vps: { ssh: host.destination } } },
    env: host.env,
  });
  return { host, bed };
}

async function check(wishes: Parameters<typeof makeUnit>[0]) {
  const { bed } = await makeUnit(wishes);
  const { refusals } = await checkEnv(bed.context);
  return refusals.map(({ code, message }) => `${code}: ${message}`);
}

describe.skipIf(client === undefined)("the environment of a systemd unit, over ssh", () => {
  test("its own variables, those of its files, and without what is taken away", async () => {
    const refusals = await check({
      show: (home) => [
        'Environment=NODE_ENV=development "TOKEN=a b" DEBUG=1',
        `EnvironmentFiles=${home}/etc/web*.env (ignore_errors=no)`,
        `EnvironmentFiles=${home}/gone.env (ignore_errors=yes)`,
        "UnsetEnvironment=DEBUG",
      ],
      files: {
        "etc/web 1.env":
          "NODE_ENV=production\nDATABASE_URL='postgres://db'\n# é\nAPP_ORIGIN=https://app.test/\n",
      },
    });
    expect(refusals).toEqual([expect.stringMatching(/^env_value_wrong: APP_ORIGIN .* an origin/)]);
  });

  test.each<[string, Parameters<typeof makeUnit>[0], string]>([
    ["a unit that is not there", { show: () => [], unit: "other" }, "has no such unit (other on vps)"],
    [
      "a file that is not there",
      { show: (home) => [`EnvironmentFiles=${home}/gone.env (ignore_errors=no)`] },
      "has an environment file that is not there",
    ],
  ])("%s refuses", async (_name, wishes, message) => {
    expect(await check(wishes)).toEqual([expect.stringMatching(/^env_source_unreadable: /)]);
    expect(await check(wishes)).toEqual([expect.stringContaining(message)]);
  });

  test("a host that is not there refuses", async () => {
    const { host, bed } = await makeUnit({ show: () => [] });
    await host.stop();
    const { refusals } = await checkEnv(bed.context);
    expect(refusals).toMatchObject([{
      code: "env_source_unreadable",
      message: expect.stringContaining("vps"),
    }]);
  });
});

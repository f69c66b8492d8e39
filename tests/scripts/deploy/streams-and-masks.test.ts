import { expect, test } from "vitest";
import { CommandError } from "../../../scripts/cli/command-error.ts";
import { deploy } from "../../../scripts/deploy/deploy.ts";
import { until } from "../../support/until.ts";
import { makeBed } from "./bed.ts";

const failure = (error: unknown) => {
  if (error instanceof CommandError) return error;
  throw error;
};

test("output is shown while the command still runs, with the component's name", async () => {
  const bed = await makeBed({
    deploy: { type: "command", run: "echo first; until [ -e go ]; do sleep 0.02; done; echo second >&2" },
  });
  const running = deploy(bed.context);
  await until("the first line is shown", () => bed.notes.includes("dashboard | first"));
  expect(bed.notes).not.toContain("dashboard | second");
  await Deno.writeTextFile(`${bed.root}/go`, "");
  await running;
  expect(bed.notes).toContain("dashboard | second");
});

test("a failing deploy ends with exit 9 and its last lines, those before are not repeated", async () => {
  const bed = await makeBed({
    deploy: { type: "command", run: "seq 1 20000; printf 'disk is full' >&2; exit 7" },
  });
  const error = await deploy(bed.context).then(() => undefined, failure);
  expect([error?.code, error?.exitCode]).toEqual(["deploy_failed", 9]);
  expect(error?.message).toContain("code 7");
  expect(error?.message).toContain("\n    disk is full");
  expect(error?.message).toContain("\n    20000");
  expect(error?.message).not.toContain("\n    12\n");
  expect(bed.notes).toHaveLength(20_002);
});

test("secrets are hidden in the stream and in the error, a private key also line by line", async () => {
  const body = "MIGTAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBHkwdwIBAQQg";
  const key = `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----`;
  const bed = await makeBed({
    deploy: {
      type: "command",
      run: 'printf "%s\\n" "$DEPLOY_TOKEN" "$ASC_KEY_P8"; cat key.pem >&2; echo done; exit 1',
    },
    env: { DEPLOY_TOKEN: "hunter2-hunter2", ASC_KEY_P8: key },
    files: { "key.pem": `${key.replace(body, `other${body}`)}\n` },
  });
  const error = await deploy(bed.context).then(() => undefined, failure);
  const shown = [...bed.notes, error?.message].join("\n");
  expect(shown).not.toMatch(/hunter2|MIGTAg/);
  expect(shown).toContain("dashboard | ***");
  expect(shown).toContain("\n    done");
});

test("variables that hold a secret by another name are hidden, folders and short values are not", async () => {
  const secret = ["DB_PASS", "SSHPASS", "MYSQL_PWD", "SENTRY_AUTH", "GH_PAT", "SENTRY_DSN", "PASS_SALT"];
  const plain = ["OLDPWD", "VPN_BYPASS", "NODE_PATH", "AUTHOR"];
  const names = [...secret, ...plain];
  const env = Object.fromEntries(names.map((name) => [name, `value-of-${name.toLowerCase()}`]));
  const run = `${names.map((name) => `echo "$${name}"`).join("; ")}; echo "$SHORT_PASS"; pwd`;
  const bed = await makeBed({ deploy: { type: "command", run }, env: { ...env, SHORT_PASS: "short" } });
  await deploy(bed.context);
  expect(bed.notes.slice(1).map((note) => note.replace("dashboard | ", ""))).toEqual([
    ...secret.map(() => "***"),
    ...plain.map((name) => env[name]),
    "short",
    expect.stringContaining("slipway-deploy-"),
  ]);
});

test("GitHub's tokens are hidden wherever they come from", async () => {
  const body = "0123456789abcdefABCDEF0123456789abcd";
  const tokens = ["ghp", "gho", "ghu", "ghs", "ghr", "github_pat"].map((kind) => `${kind}_${body}`);
  const run = tokens.map((token) => `printf '\\033[32m%s\\033[0m\\n' x-access-token:${token}`).join("; ");
  const bed = await makeBed({ deploy: { type: "command", run } });
  await deploy(bed.context);
  expect(bed.notes.join("\n")).not.toContain(body);
  expect(bed.notes).toContainEqual(expect.stringContaining("github_pat_***"));
});

test("a progress bar that redraws its line is shown as it ended; a last line without a line break is shown", async () => {
  const bed = await makeBed({
    deploy: { type: "command", run: "printf '10%%\\r50%%\\r100%%\\n'; printf end" },
  });
  await deploy(bed.context);
  expect(bed.notes.slice(1)).toEqual(["dashboard | 100%", "dashboard | end"]);
});

test("a service that the deploy leaves running, holding its output, does not hold the deploy", async () => {
  const bed = await makeBed({ deploy: { type: "command", run: "sleep 300 & echo $! > pid" } });
  await deploy(bed.context);
  const pid = Number(await Deno.readTextFile(`${bed.root}/pid`));
  Deno.kill(pid, "SIGKILL"); // raises if it were gone
});

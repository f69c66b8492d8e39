import { expect, test } from "vitest";
import { deploy } from "../../../scripts/deploy/deploy.ts";
import { killPid } from "../../../scripts/runtime.ts";
import { pidIn, untilEnded } from "../../support/processes.ts";
import { makeBed } from "./bed.ts";

test("an abort ends the command and what it started, and raises the reason", async () => {
  const bed = await makeBed({
    deploy: { type: "command", run: "sh -c 'echo $$ > grandchild; exec sleep 300' & echo $$ > child; wait" },
  });
  const running = deploy(bed.context);
  const pids = await Promise.all([pidIn(`${bed.root}/grandchild`), pidIn(`${bed.root}/child`)]);
  const reason = new Error("the lease was lost");
  bed.abort.abort(reason);
  await expect(running).rejects.toBe(reason);
  await untilEnded(pids);
});

test("the command may tidy up before it ends; what ignores the request is killed with it", async () => {
  const bed = await makeBed({
    deploy: {
      type: "command",
      run: [
        `sh -c 'trap "" TERM; echo $$ > stubborn; while :; do sleep 0.05; done' &`,
        "trap 'echo tidied > tidy; exit 0' TERM",
        "echo $$ > child; while :; do sleep 0.02; done",
      ].join("\n"),
    },
  });
  const running = deploy(bed.context);
  const stubborn = await pidIn(`${bed.root}/stubborn`);
  await pidIn(`${bed.root}/child`);
  bed.abort.abort(new Error("stop"));
  await expect(running).rejects.toThrow("stop");
  expect(await Deno.readTextFile(`${bed.root}/tidy`)).toBe("tidied\n");
  await untilEnded([stubborn]);
});

test("an abort before the start starts nothing", async () => {
  const bed = await makeBed({ deploy: { type: "command", run: "touch started" } });
  bed.abort.abort(new Error("too late"));
  await expect(deploy(bed.context)).rejects.toThrow("too late");
  await expect(Deno.stat(`${bed.root}/started`)).rejects.toThrow();
});

test("kill -9 of the command line ends the deploy as well", async () => {
  const bed = await makeBed();
  const script = `
    import { runChild } from "${new URL("../../../scripts/deploy/run-child.ts", import.meta.url)}";
    const run = "sh -c 'echo $$ > grandchild; exec sleep 300' & echo $$ > child; wait";
    const command = { program: "sh", args: ["-c", run], cwd: ${
    JSON.stringify(bed.root)
  }, env: Deno.env.toObject(), shown: "" };
    await runChild(command, new AbortController().signal, () => {});`;
  await Deno.writeTextFile(`${bed.root}/main.ts`, script);
  const parent = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-config", `${bed.root}/main.ts`],
  })
    .spawn();
  const pids = await Promise.all([pidIn(`${bed.root}/grandchild`), pidIn(`${bed.root}/child`)]);
  killPid(parent.pid, "SIGKILL");
  await parent.status;
  await untilEnded(pids);
});

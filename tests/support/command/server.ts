// A process that runs one `slipway` command after another, as `bin/slipway` runs one: starting Deno and loading the modules takes
// longer than most commands. It is told what to run over a socket; what a command writes goes to its own stdout and stderr.

import { connect } from "node:net";
import process from "node:process";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { mask } from "../../../scripts/cli/mask.ts";
import { runCommand } from "../../../scripts/run-command.ts";
import { type Answer, endOf, orderSchema } from "./messages.ts";

const socket = connect(process.argv[2] ?? "");
socket.on("close", () => process.exit());
for await (const line of createInterface({ input: socket })) {
  const { id, words, cwd, env, input } = orderSchema.parse(JSON.parse(line));
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
  process.exitCode = 0;
  Object.defineProperty(process, "stdin", { value: Readable.from([input]), configurable: true });
  mask.forget();
  await runCommand(words);
  for (const signal of ["SIGINT", "SIGTERM"]) process.removeAllListeners(signal);
  const code = Number(process.exitCode ?? 0);
  process.exitCode = 0;
  for (const stream of [process.stdout, process.stderr]) {
    await new Promise<void>((resolve) => stream.write(endOf(id), () => resolve()));
  }
  const answer: Answer = { id, code };
  socket.write(`${JSON.stringify(answer)}\n`);
}

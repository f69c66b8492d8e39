// The `slipway` command.

import process from "node:process";
import { bypassProxiesForLoopback } from "./cli/proxies.ts";
import { runCommand } from "./run-command.ts";

bypassProxiesForLoopback();
outliveReaders();
await runCommand(process.argv.slice(2));

/** A reader that has read enough, as `head` does, ends nothing: the work goes on, and its exit code counts. */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}

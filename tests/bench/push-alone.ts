import { spawn } from "../../scripts/runtime.ts";
import type { Stack } from "../../scripts/stack/stack.ts";
import { denoBinary, repositoryRoot } from "../../scripts/tasks/step.ts";

/** A process that holds the push function and nothing else. */
interface PushAlone {
  pid: number;
  stop(): Promise<void>;
}

/**
 * Starts it, and sends the stack's calls of `push` there: hosted has an isolate for each function, and the stack's functions process holds
 * all of them, so its memory would say nothing about one. `log` gets its lines.
 */
export async function startPushAlone(
  { gateway, functions, functionsEnv }: Stack,
  log: (line: string) => void = () => {},
): Promise<PushAlone> {
  const child = spawn(denoBinary, [
    ...["serve", "--no-check", "-A", "--config", `${repositoryRoot}/deno.json`],
    ...["--host", "127.0.0.1", "--port", "0", `${repositoryRoot}/functions/push/index.ts`],
  ], { env: functionsEnv });
  const { promise: listening, resolve, reject } = Promise.withResolvers<string>();
  const read = async (lines: AsyncIterable<string>) => {
    for await (const line of lines) {
      const [, url] = /Listening on (http:\S+[^/])\/?$/.exec(line) ?? [];
      if (url === undefined) log(line);
      else resolve(url);
    }
  };
  Promise.all([read(child.stdout), read(child.stderr)]).then(() =>
    reject(new Error("The push function did not start."))
  );
  const url = await listening;
  gateway.upstreams.functions = { target: (name) => name === "push" ? { url } : functions.target(name) };
  return {
    pid: child.pid,
    async stop() {
      child.kill("SIGKILL"); // at SIGTERM it would wait for the gateway's idle connections
      await child.exited;
    },
  };
}

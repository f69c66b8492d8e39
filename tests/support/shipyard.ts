// A local platform that test files share, and monorepos that ship to it.

import { spawn } from "node:child_process";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { z } from "zod";
import { connect, type ControlPlane, type ShipStatus } from "../../scripts/control-plane/control-plane.ts";
import { httpFetch, killPid } from "../../scripts/runtime.ts";
import { bigints } from "./bigints.ts";
import type { Sql } from "./database.ts";
import {
  type Checkout,
  createMonorepo,
  type ManifestDraft,
  type Monorepo,
  type MonorepoOptions,
} from "./monorepo.ts";
import type { Outcome } from "./command/messages.ts";
import { slipwayCommand } from "./repository.ts";
import { type Stack, startStack } from "../../scripts/stack/stack.ts";
import { rememberDatabase, restoreDatabase } from "./shipyard/database.ts";
import { sharedPlatform } from "./shipyard/platform.ts";
import { startTap, type Tap } from "./shipyard/tap.ts";
import { until } from "./until.ts";

export type { Checkout, ManifestDraft, Monorepo, Outcome };

const chatSchema = z.object({ messages: z.array(z.object({ text: z.string() })) });

/** A `slipway` that runs. */
export interface Running {
  pid: number;
  /** Lines of standard output so far. */
  lines: string[];
  kill(signal: "SIGINT" | "SIGKILL" | "SIGSTOP" | "SIGCONT"): void;
  ended: Promise<Outcome>;
  /** Waits as `until` does, with as much time as a test has: a start may take long. Raises with what it said, at once when it ends. */
  until: typeof until;
}

/** What a yard needs of a platform; one of its own has more. */
type Reached = Pick<Stack, "info">;

export class Shipyard<On extends Reached = Reached> {
  #repos: Monorepo[] = [];

  constructor(readonly stack: On, readonly sql: Sql, readonly tap: Tap) {}

  get control(): ControlPlane {
    const { api_url: url, secret_key: key } = this.stack.info;
    return connect({ url, key, kind: "secret", source: "the test" });
  }

  /** What a command needs to reach the project, through the tap. */
  get env(): Record<string, string> {
    return { SLIPWAY_URL: this.tap.url, SLIPWAY_SECRET_KEY: this.stack.info.secret_key };
  }

  /** A monorepo without hooks and probes, whose deploys do nothing; `edit` has the last word. It goes away after the test. */
  async open({ edit, ...options }: MonorepoOptions = {}): Promise<Monorepo> {
    const repo = await createMonorepo({
      ...options,
      edit(draft) {
        draft.ship.hooks = { before: {}, after: {} };
        delete draft.ship.prepare;
        for (const component of Object.values(draft.components)) {
          component.verify = [];
          if (component.deploy !== undefined) {
            component.deploy = { type: "command", run: "true", target: targetOf(component) };
          }
        }
        edit?.(draft);
      },
    });
    this.#repos.push(repo);
    // each is a project of its own
    await this.sql`delete from ship.project`;
    return repo;
  }

  /** Tells Postgres what version.json says, as when the components were there before. */
  async adopt(repo: Checkout): Promise<void> {
    await this.control.syncManifest({ manifest: JSON.parse(await repo.read("version.json")), actor: "test" });
  }

  /** Runs the command to its end. */
  run(checkout: Checkout, ...args: string[]): Promise<Outcome> {
    return checkout.run(...args, { env: this.env });
  }

  /** Starts the command, as the only process of its id: what kills it kills no wrapper. */
  start(repo: Monorepo, root: string, args: string[], env: Record<string, string> = {}): Running {
    const child = spawn(slipwayCommand, args, {
      cwd: root,
      env: { ...repo.env, ...this.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const lines: string[] = [];
    let rest = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const parts = (rest + text).split("\n");
      rest = parts.pop() ?? "";
      lines.push(...parts);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => stderr += text);
    const ended = new Promise<Outcome>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve({ code: code ?? 128, stdout: lines.join("\n"), stderr }));
    });
    const pid = child.pid ?? 0;
    let isOver = false;
    ended.then(() => isOver = true, () => {});
    return {
      ...{ pid, lines, ended },
      kill: (signal) => void killPid(pid, signal),
      async until(what, probe, ms = 50_000) {
        const said = () => `${lines.join("\n")}\n${stderr}`;
        try {
          return await until(what, async () => {
            const wasOver = isOver;
            const value = await probe();
            if (wasOver && (value === undefined || value === false)) {
              throw new Error(`it ended before: ${what}`);
            }
            return value;
          }, ms);
        } catch (error) {
          throw Object.assign(new Error(`${error}\n${said()}`), { cause: error });
        }
      },
    };
  }

  status(): Promise<ShipStatus> {
    return this.control.shipStatus("production");
  }

  /** The build that is deployed. */
  async deployed(component: string): Promise<number | undefined> {
    return (await this.status()).components.find(({ key }) => key === component)?.build;
  }

  /** What the chat has read since the test began, oldest first. */
  async chat(): Promise<string[]> {
    const { messages } = chatSchema.parse(await this.#telegram("GET"));
    return messages.map(({ text }) => text);
  }

  /** The chat's answers: see scripts/stack/telegram. */
  async chatRules(rules: Record<string, unknown>[]): Promise<void> {
    await this.#telegram("PUT", { rules });
  }

  async #telegram(method: string, body?: unknown): Promise<unknown> {
    const answer = await httpFetch(this.stack.info.telegram.control_url, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return await answer.json();
  }

  async policy(lease: string, heartbeat: string): Promise<void> {
    await this
      .sql`update ship.ship_policy set lease = ${lease}::interval, heartbeat = ${heartbeat}::interval`;
  }

  /** As when nothing was heard of whoever holds them for as long as a lease lasts. */
  async expireLeases(): Promise<void> {
    await this
      .sql`update ship.ships set lease_expires_at = now() - interval '1 second' where finished_at is null`;
  }

  /** Nothing was ever shipped. */
  async reset(): Promise<void> {
    this.tap.reset();
    await this.#telegram("DELETE");
    await restoreDatabase(this.sql);
  }

  async close(): Promise<void> {
    for (const repo of this.#repos.splice(0)) await repo.stop();
  }
}

function targetOf({ deploy }: Record<string, unknown>): unknown {
  return typeof deploy === "object" && deploy !== null ? Reflect.get(deploy, "target") : undefined;
}

/** The platform that test files share; every test begins with nothing shipped. */
export function useShipyard(): () => Shipyard {
  return useYard(async () => {
    const { info, superuserUrl } = await sharedPlatform();
    return { stack: { info }, superuserUrl, stop: () => Promise.resolve() };
  });
}

/** A platform of the file's own, for what is changed about its parts. */
export function useShipyardOfItsOwn(): () => Shipyard<Stack> {
  return useYard(async () => {
    const stack = await startStack();
    const { superuserUrl } = stack.postgres;
    await rememberDatabase(superuserUrl);
    return { stack, superuserUrl, stop: () => stack.stop() };
  });
}

function useYard<On extends Reached>(
  reach: () => Promise<{ stack: On; superuserUrl: string; stop(): Promise<void> }>,
): () => Shipyard<On> {
  let yard: Shipyard<On> | undefined;
  let stop = () => Promise.resolve();
  beforeAll(async () => {
    const reached = await reach();
    stop = reached.stop;
    const sql = postgres(reached.superuserUrl, { max: 2, onnotice: () => {}, types: bigints });
    yard = new Shipyard(reached.stack, sql, await startTap(reached.stack.info.api_url));
  });
  beforeEach(() => yard?.reset());
  afterEach(() => yard?.close());
  afterAll(async () => {
    await yard?.tap.stop();
    await yard?.sql.end({ timeout: 1 });
    await stop();
  });
  return () => {
    if (yard === undefined) throw new Error("the platform is not up yet");
    return yard;
  };
}

/** What a command printed with --json. */
export function events({ stdout }: Outcome): Record<string, unknown>[] {
  return stdout.trim().split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
}

const findingsSchema = z.object({
  error: z.object({ findings: z.array(z.object({ code: z.string(), file: z.string().default("") })) }),
});

/** What a refusal names, as --json says it. */
export function findings(outcome: Outcome): { code: string; file: string }[] {
  return findingsSchema.parse(events(outcome).at(-1)).error.findings;
}

/** The codes of a refusal's findings, or its own, as --json says them. */
export function codes(outcome: Outcome): string[] {
  const error: unknown = events(outcome).at(-1)?.error;
  const findings: unknown = Reflect.get(Object(error), "findings");
  const code = (of: unknown) => String(Reflect.get(Object(of), "code"));
  return Array.isArray(findings) && findings.length > 0 ? findings.map(code) : [code(error)];
}

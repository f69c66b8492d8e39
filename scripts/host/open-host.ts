import { now, sleep } from "../runtime.ts";
import type { CodeHost, VouchedHost } from "./code-host.ts";
import { apiOf, webHost } from "./config.ts";
import { githubDialect } from "./github/dialect.ts";
import { githubHost } from "./github/github.ts";
import { gitlabDialect } from "./gitlab/dialect.ts";
import { gitlabHost } from "./gitlab/gitlab.ts";
import { HostClient } from "./http/client.ts";
import { type HostToken, readHostToken } from "./token.ts";

/** What a host works with; all of it may be left out. */
export interface HostDeps {
  /** Gets one line about each wait. */
  note?: (line: string) => void;
  signal?: AbortSignal;
  token?: () => Promise<HostToken>;
  now?: () => number;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Milliseconds between two writes; a second, as GitHub asks for. */
  writeGapMs?: number;
  /** Milliseconds that one request may wait for a rate limit; 15 minutes. */
  limitWaitMs?: number;
  /** How often a request is repeated that found a broken host or no answer; 3. */
  repeats?: number;
}

/** Opens the repository at its host; neither a token is read nor a connection opened before the first call. */
export function openHost(config: VouchedHost, deps: HostDeps = {}): CodeHost {
  const name = webHost(config);
  const note = deps.note ?? (() => {});
  let token: Promise<HostToken> | undefined;
  const client = new HostClient({
    api: apiOf(config),
    dialect: config.type === "github" ? githubDialect(name) : gitlabDialect(name),
    token: () => token ??= (deps.token ?? (() => readHostToken(config)))(),
    patience: {
      now: deps.now ?? now,
      sleep: deps.sleep ?? sleep,
      signal: deps.signal,
      note,
      name,
      limitWaitMs: deps.limitWaitMs ?? 900_000,
      repeats: deps.repeats ?? 3,
    },
    writeGapMs: deps.writeGapMs ?? 1000,
  });
  return config.type === "github"
    ? githubHost({ client, base: `/repos/${config.repo}`, name, note }, config.repo)
    : gitlabHost({ client, base: `/projects/${encodeURIComponent(config.repo)}`, name }, config.repo);
}

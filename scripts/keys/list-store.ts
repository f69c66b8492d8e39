import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { planShell } from "../deploy/adapters/shell.ts";
import { capture } from "../deploy/capture.ts";
import { env, makeTempDir, removeDir, sha256 } from "../runtime.ts";
import type { DeclaredKey, KeyPlace } from "./place.ts";
import { secretDigest, setSecrets } from "./secret-store.ts";

/** A secret that holds several keys, separated by commas. */
interface ListStore {
  /**
   * The keys that are accepted. What was read is held against the digest that the store tells, where it tells one: a list that was changed since
   * would lock out whoever is only in the other. `added` are keys that this rotation may have put there since. Raises `secret_value_unknown` and
   * `secret_list_stale` (exit 5).
   */
  read(added: readonly string[]): Promise<string[]>;
  write(list: readonly string[]): Promise<void>;
}

export function openListStore(place: KeyPlace<Extract<DeclaredKey, { kind: "secret-list" }>>): ListStore {
  const { declared: { secret, read, write }, session: { signal } } = place;

  async function value(): Promise<string | undefined> {
    if (read === undefined) return env(secret);
    const { code, stdout, stderr } = await capture(planShell(place.context, read), signal);
    if (code === 0) return stdout.trim();
    throw new CommandError(
      "secret_value_unknown",
      `"${read}" ended with code ${code}: ${mask.apply(stderr.split("\n").at(-1) ?? "")}`,
      `It must print ${secret} as it is.`,
      exitCode.refused,
    );
  }

  return {
    async read(added) {
      const given = await value();
      const list = split(given);
      for (const key of list) mask.add(key);
      const digest = write === undefined ? await secretDigest(place, secret) : undefined;
      if (digest === undefined && given !== undefined) return list;
      if (digest === null) return [];
      const candidates = [list, [...list.filter((key) => !added.includes(key)), ...added], [...added]];
      for (const candidate of candidates) {
        if (candidate.length > 0 && await sha256(candidate.join(",")) === digest) return candidate;
      }
      // as it is written, with the spaces that somebody left
      if (given !== undefined && await sha256(given) === digest) return list;
      throw given === undefined
        ? new CommandError(
          "secret_value_unknown",
          `${secret} is not in the environment, and nobody can read it from its store`,
          `Export ${secret} as it is now, or name a command in ship.keys: read.`,
          exitCode.refused,
        )
        : new CommandError(
          "secret_list_stale",
          `${secret} as it was read here is not what the project has`,
          `Somebody changed it since, or a process was killed right after it did: whoever is only in the other list would be locked out. Take the present value; where nobody has it, make sure of the list that has to be accepted, set ${secret} to it by hand, and go on.`,
          exitCode.refused,
        );
    },
    async write(list) {
      const text = list.join(",");
      if (write === undefined) return await setSecrets(place, { [secret]: text });
      const folder = await makeTempDir("slipway-keys-");
      try {
        const file = join(folder, "list");
        await writeFile(file, text, { mode: 0o600, flag: "wx" });
        const context = { ...place.context, env: { ...place.context.env, SLIPWAY_SECRET_FILE: file } };
        const { code, stderr } = await capture(planShell(context, write), signal);
        if (code === 0) return;
        throw new CommandError(
          "secret_not_set",
          `"${write}" ended with code ${code}: ${mask.apply(stderr.split("\n").at(-1) ?? "")}`,
          "Correct it, then go on with --resume.",
        );
      } finally {
        await removeDir(folder);
      }
    },
  };
}

function split(value: string | undefined): string[] {
  return (value ?? "").split(",").map((key) => key.trim()).filter((key) => key !== "");
}

// A list of keys in a store that a test can look into, and rotations of it that are killed.

import { readFile, writeFile } from "node:fs/promises";
import { expect } from "vitest";
import { keySteps } from "../../functions/_shared/contract/key-steps.ts";
import { type KeyYard, openKeyYard } from "./key-yard.ts";
import type { Stack } from "../../scripts/stack/stack.ts";
import { type Checkout, events, type Outcome, type Shipyard } from "./shipyard.ts";

export const oldEntry = "old-key-of-the-partner-0123456789abcdef0123";

interface ListYard extends KeyYard {
  /** What is accepted now. */
  accepted(): Promise<string[]>;
  rotate(at: Checkout, ...args: string[]): Promise<Outcome>;
}

/** The key `ingest`: every step that a person takes has a command of the team. */
export async function openListYard(yard: Shipyard<Stack>): Promise<ListYard> {
  const run = { run: "true" };
  const at = await openKeyYard(yard, {
    ingest: {
      kind: "secret-list",
      secret: "INGEST_KEYS",
      read: 'cat "$STORE"',
      write: 'cp "$SLIPWAY_SECRET_FILE" "$STORE"',
      steps: {
        generate: { run: 'cp "$SLIPWAY_KEY_FILE" "$STORE.made"' },
        deploy: run,
        "update-client": run,
        ship: run,
        "raise-minimum": run,
      },
    },
  });
  const store = `${at.repo.root}/../store`;
  await writeFile(store, oldEntry);
  const env = { ...at.env, STORE: store };
  return {
    ...{ ...at, env },
    accepted: async () => (await readFile(store, "utf8")).trim().split(","),
    rotate: (checkout, ...args) =>
      checkout.run("keys", "rotate", "ingest", "--yes", "--json", ...args, { env }),
  };
}

/** One moment at which the process is killed: before or after the database has written a step down. */
interface Moment {
  step: (typeof keySteps)[number];
  when: "before" | "after";
}

/** Every moment of a rotation. */
export const moments: Moment[] = keySteps.flatMap((
  step,
) => [{ step, when: "before" }, { step, when: "after" }]);

/** Kills a rotation at a moment, has it resumed by the same or another clone, and looks that nobody was locked out and nothing is left over. */
export async function killAndResume(
  yard: Shipyard<Stack>,
  { step, when }: Moment,
  from: "the same clone" | "another clone",
) {
  const at = await openListYard(yard);
  if (step === "monitor" || step === "remove") {
    expect((await at.rotate(at.repo, "--to-step", "raise-minimum")).code).toBe(0);
    await at.age("26 hours");
  }
  const isOpen = step === "monitor" || step === "remove";
  const running = yard.start(
    at.repo,
    at.repo.root,
    ["keys", "rotate", "ingest", "--yes", "--json", ...isOpen ? ["--resume"] : []],
    at.env,
  );
  yard.tap[when] = (call) => {
    if (call.name !== "record_key_step" || call.args.step !== step) return Promise.resolve("pass");
    running.kill("SIGKILL");
    return Promise.resolve("lose");
  };
  expect((await running.ended).code).not.toBe(0);
  yard.tap.before = yard.tap.after = () => Promise.resolve("pass");
  const isOver = step === "remove" && when === "after";
  if (step !== "remove") expect(await at.accepted(), "the old one").toContain(oldEntry);

  const clone = from === "the same clone" ? at.repo : await at.repo.clone();
  if (isOver) {
    const [key] = await yard.sql`select outcome from ship.key_rotations`;
    expect(key?.outcome).toBe("done");
    return;
  }
  const resumed = await at.rotate(clone, "--resume", "--to-step", isOpen ? "remove" : "raise-minimum");
  expect(resumed.code, resumed.stderr).toBe(0);
  if (!isOpen) {
    const both = await at.accepted();
    expect(both).toContain(oldEntry);
    await at.age("26 hours");
    const last = await at.rotate(clone, "--resume");
    expect(last.code, last.stderr).toBe(0);
    expect(events(last)[0]).toMatchObject({ rotation: { outcome: "done" } });
  }
  const [left, ...more] = await at.accepted();
  expect(more).toEqual([]);
  expect(left).not.toBe(oldEntry);
  const live = await yard.sql`select digest from ship.keys where state = 'live'`;
  expect(live).toHaveLength(1);
  const steps = await yard.sql`select step from ship.key_rotation_steps order by position`;
  expect(steps.map((row) => row.step)).toEqual([...keySteps]);
}

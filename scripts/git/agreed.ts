import { z } from "zod";
import { openCloneMemory } from "./clone-memory.ts";
import type { Git } from "./git.ts";

/** JSON Pointer → SHA-256 of what version.json says there: the text itself may name what is nobody's business. */
type Digests = Readonly<Record<string, string>>;

/** Where version.json names the API of the code host: with the commands, it is agreed to that the token goes there. */
export const hostApi = "/ship/release/host/api";

/** Of the clone alone: whatever a branch could name here, as a remote, would choose with what its commands are compared. */
const owner = "clone";

/** What the person of this clone last agreed to; undefined before they first did. */
export async function readAgreed(git: Git): Promise<Digests | undefined> {
  const kept = await (await open(git)).read();
  // before, each repository that the clone's remotes name had a list of its own
  return kept[owner] ?? Object.values(kept).at(-1);
}

/** Keeps that, in place of what was agreed to before. */
export async function keepAgreed(git: Git, digests: Digests): Promise<void> {
  await (await open(git)).keep(owner, { ...digests });
}

function open(git: Git) {
  return openCloneMemory(git, "commands.json", z.record(z.string(), z.string()));
}

import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { mask } from "../../cli/mask.ts";
import type { KeyRotation, PublicPart } from "../../control-plane/control-plane.ts";
import { randomHex, sha256 } from "../../runtime.ts";
import { publicPart } from "../fingerprint.ts";
import { openPending } from "../pending.ts";
import type { DeclaredKey, KeyPlace } from "../place.ts";
import { openListStore } from "../list-store.ts";
import type { Done, KeyKind, KeyOfRotation } from "../work.ts";

type Declared = Extract<DeclaredKey, { kind: "secret-list" }>;

/** A list of keys in one secret, separated by commas, all of which are accepted. */
export async function openSecretList(place: KeyPlace<Declared>): Promise<KeyKind> {
  const { name, declared: { secret } } = place;
  const pending = await openPending(place);
  const store = openListStore(place);

  /** The new key, when this clone has it. */
  async function fresh({ new_key }: KeyOfRotation): Promise<string | undefined> {
    const value = await pending.read();
    return value !== undefined && new_key !== null && await sha256(value) === new_key.digest
      ? value
      : undefined;
  }

  async function requireFresh(rotation: KeyRotation): Promise<string> {
    const value = await fresh(rotation);
    if (value !== undefined) return value;
    throw new CommandError(
      "key_elsewhere",
      `this clone does not have the new key of ${name}, which ${rotation.begun_by} made`,
      `Go on in the clone that has it, or copy its file to ${pending.path} (chmod 600).`,
      exitCode.refused,
    );
  }

  async function makeKey(rotation: KeyRotation): Promise<Done> {
    // what was made before somebody pulled the plug is as good as new
    const kept = await fresh(rotation) ?? (rotation.new_key === null ? await pending.read() : undefined);
    const value = kept ?? randomHex(32);
    if (kept === undefined) await pending.write(value);
    return { key: await publicPart(value) };
  }

  return {
    live: async () => tellApart(await Promise.all((await store.read([])).map(publicPart))),
    fresh,
    // nobody accepts it yet: another one is as good
    isLost: async (rotation) => await fresh(rotation) === undefined,
    steps: (rotation) => ({
      generate: {
        by: "command",
        does: `makes a key of 256 random bits, in ${pending.path}`,
        run: () => makeKey(rotation),
      },
      add: {
        by: "command",
        does: `sets ${secret} to the old keys and the new one`,
        run: async () => {
          const value = await requireFresh(rotation);
          const list = await store.read([value]);
          // a command that prints nothing and ends well says that a store is empty, when it could not be read
          if (list.length === 0 && rotation.old_keys.length > 0) {
            throw new CommandError(
              "secret_list_stale",
              `${secret} was read as an empty list, and held keys when the rotation began`,
              `Whoever has one of them would be locked out. Correct what reads it; if they are gone: slipway keys rotate ${name} --abandon --reason, then begin again.`,
              exitCode.refused,
            );
          }
          if (!list.includes(value)) await store.write([...list, value]);
          return { note: `${secret} holds ${list.includes(value) ? list.length : list.length + 1} keys` };
        },
      },
      remove: {
        by: "command",
        does: `takes the old key out of ${secret}`,
        consent: `${secret} is set to the new key alone: ${
          rotation.old_keys.map(({ prefix }) => prefix).join(", ")
        } is refused from then on.`,
        run: async () => {
          const value = await pending.read();
          mask.add(value);
          const list = await store.read(value === undefined ? [] : [value]);
          const old = [...rotation.old_keys.map(({ digest }) => digest), ...rotation.lost_digests];
          const digests = await Promise.all(list.map(sha256));
          const left = list.filter((_, index) => !old.includes(digests[index] ?? ""));
          // somebody took it out since, or what was read is older than it: an empty list would let nobody in
          if (!digests.includes(rotation.new_key?.digest ?? "")) left.push(await requireFresh(rotation));
          if (left.join() !== list.join()) await store.write(left);
          return { note: `${secret} holds ${left.length === 1 ? "one key" : `${left.length} keys`}` };
        },
      },
    }),
  };
}

/** Keys of one issuer may all begin alike: those are told by the first digits of their digests, as short ones are. */
function tellApart(parts: PublicPart[]): PublicPart[] {
  return parts.map(({ prefix, digest }) => {
    const isAlone = parts.every((other) => other.digest === digest || other.prefix !== prefix);
    return { prefix: isAlone ? prefix : `key:${digest.slice(0, 8)}`, digest };
  });
}

import { z } from "zod";
import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { mask } from "../../cli/mask.ts";
import type { PublicPart } from "../../control-plane/control-plane.ts";
import { sha256 } from "../../runtime.ts";
import { makeKeySet, type PublicKey, readPublished, secretName, secretOf } from "../../setup/signing-keys.ts";
import { openPending } from "../pending.ts";
import type { KeyPlace } from "../place.ts";
import { setSecrets } from "../secret-store.ts";
import type { KeyKind, KeyOfRotation } from "../work.ts";

const jwk = { kty: z.literal("OKP"), crv: z.literal("Ed25519"), kid: z.string(), x: z.string() };
const keptSet = z.object({
  secretHalf: z.string(),
  published: z.array(z.object(jwk)).min(1),
});

/**
 * The key that feeds and broadcasts are signed with. Apps that don't know the new one yet take what it signs for unsigned: so the old one
 * signs until the last step, and what changes before is which keys apps pin.
 */
export async function openSigning(place: KeyPlace): Promise<KeyKind> {
  const { session } = place;
  const pending = await openPending(place);

  async function kept({ new_key }: KeyOfRotation) {
    const text = await pending.read();
    const parsed = text === undefined ? undefined : keptSet.safeParse(JSON.parse(text)).data;
    const [own] = parsed?.published ?? [];
    if (parsed === undefined || own === undefined) return undefined;
    return new_key === null || (await partOf(own)).digest === new_key.digest ? { ...parsed, own } : undefined;
  }

  return {
    live: async () => {
      const [signs] = await readPublished(session.workspace, true);
      return signs === undefined ? [] : [await partOf(signs)];
    },
    fresh: async (rotation) => {
      const set = await kept(rotation);
      return set && JSON.stringify({ keys: set.published });
    },
    isLost: async (rotation) => await kept(rotation) === undefined,
    steps: (rotation) => ({
      generate: {
        by: "command",
        does: `makes a pair of keys, its secret half in ${pending.path}`,
        run: async () => {
          const before = await kept(rotation);
          const set = before ?? await makeKeySet(session.workspace, { isFirst: false });
          if (before === undefined) await pending.write(JSON.stringify(set));
          const [own] = set.published;
          return own === undefined ? {} : { key: await partOf(own) };
        },
      },
      add: {
        by: "command",
        does: "tells the public key that apps have to pin beside the old one",
        run: async () => {
          const set = await kept(rotation);
          if (set === undefined) throw elsewhere(place, pending.path);
          session.output.print(JSON.stringify({ keys: set.published }));
          return { note: `apps pin ${set.published.map(({ kid }) => kid).join(" and ")}` };
        },
      },
      deploy: { by: "nobody", reason: "the old key signs until it is removed" },
      remove: {
        by: "command",
        does: "has the new key sign, and keeps the old one to verify what it signed",
        consent: "Apps that do not pin the new key take everything for unsigned from now on.",
        run: async () => {
          const set = await kept(rotation);
          if (set === undefined) throw elsewhere(place, pending.path);
          // keys that were made since are there to verify as well: apps may have pinned them
          const since = await readPublished(session.workspace, false);
          const known = new Map([...set.published, ...since].map((key) => [key.kid, key]));
          known.delete(set.own.kid);
          mask.add(set.secretHalf);
          await setSecrets(place, {
            [secretName]: secretOf({ ...set.own, d: set.secretHalf }, known.values()),
          });
          return { note: `${set.own.kid} signs` };
        },
      },
    }),
  };
}

async function partOf({ kid, x }: PublicKey): Promise<PublicPart> {
  return { prefix: kid.slice(0, 16), digest: await sha256(x) };
}

function elsewhere({ name }: KeyPlace, path: string): CommandError {
  return new CommandError(
    "key_elsewhere",
    `this clone does not have the secret half of the new key of ${name}`,
    `Go on in the clone that made it, or copy its file to ${path} (chmod 600).`,
    exitCode.refused,
  );
}

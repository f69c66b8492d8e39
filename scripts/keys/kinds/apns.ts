import { basename } from "node:path";
import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { KeyRotation } from "../../control-plane/control-plane.ts";
import { sha256 } from "../../runtime.ts";
import { type ApnsKeyFile, proveApnsKey } from "../apns-probe.ts";
import { digestOfApnsKey, takeApnsKey } from "../apns-file.ts";
import { openPending, type Pending } from "../pending.ts";
import type { DeclaredKey, KeyPlace } from "../place.ts";
import { setSecrets } from "../secret-store.ts";
import type { KeyKind, KeyOfRotation, KeyOptions, Work } from "../work.ts";

type Declared = Extract<DeclaredKey, { kind: "apns" }>;

/**
 * The key that the functions sign provider tokens with. Apple takes two keys of a team at a time, so both live until the old one is revoked
 * there. No app holds it: nothing is shipped.
 */
export async function openApns(place: KeyPlace<Declared>, { keyFile }: KeyOptions): Promise<KeyKind> {
  const { name, declared, session: { control } } = place;
  const pending = await openPending(place);
  const nobody = (reason: string): Work => ({ by: "nobody", reason });
  const noApp = "no app holds this key";

  return {
    // Apple lists its keys to people only, and functions tell theirs to nobody: what an earlier rotation ended with is known
    live: async () => {
      // what would stop it at a later step stops it before it begins
      topicOf(place);
      const [known] = (await control.keyStatus(name)).keys;
      const live = (known?.keys ?? []).filter(({ state }) => state === "live");
      if (live.length > 0) return live.map(({ prefix, digest }) => ({ prefix, digest }));
      const { key_id: id } = declared;
      return id === undefined ? [] : [{ prefix: id, digest: await sha256(id) }];
    },
    fresh: async (rotation) => (await keptKey(pending, declared, rotation))?.p8,
    isLost: async (rotation) => await keptKey(pending, declared, rotation) === undefined,
    steps: (rotation) => ({
      generate: keyFile === undefined
        ? {
          by: "person",
          asks:
            "Make a key for APNs at developer.apple.com, Certificates, Identifiers & Profiles, Keys; it is downloaded once. Then go on with: --resume --key-file AuthKey_….p8. Where two keys exist, the one that nobody uses has to be revoked first.",
        }
        : {
          by: "command",
          does: `takes the key of ${basename(keyFile)}`,
          run: () => takeApnsKey(keyFile, pending),
        },
      add: {
        by: "command",
        does: `asks APNs (${
          declared.hosts.join(" and ")
        }) whether it takes the key for team ${declared.team_id}`,
        run: async () => {
          const key = await requireKey(place, pending, rotation);
          for (const host of declared.hosts) await proveApnsKey(key, host, topicOf(place));
          return { note: `APNs takes ${key.keyId} for team ${key.teamId}` };
        },
      },
      deploy: {
        by: "command",
        does: "sets APNS_KEY_ID, APNS_TEAM_ID and APNS_AUTH_KEY_P8 for the functions, in one call",
        run: async () => {
          const { keyId, teamId, p8 } = await requireKey(place, pending, rotation);
          await setSecrets(place, {
            APNS_KEY_ID: keyId,
            APNS_TEAM_ID: teamId,
            // an env file has a line for each value; the functions read \n as a line break
            APNS_AUTH_KEY_P8: p8.trim().replaceAll(/\r?\n/g, "\\n"),
          });
          return {
            note:
              "functions that start from now on sign with it; those that run keep the old one until they end",
          };
        },
      },
      "update-client": nobody(noApp),
      ship: nobody(noApp),
      "raise-minimum": nobody(noApp),
      remove: {
        by: "person",
        asks: `Revoke the key ${
          rotation.old_keys.map(({ prefix }) => prefix).join(", ") || "that was used before"
        } at developer.apple.com, Keys: for good. Then go on with: --resume --confirm.`,
      },
    }),
  };
}

async function keptKey(
  pending: Pending,
  { team_id: teamId }: Declared,
  { new_key }: KeyOfRotation,
): Promise<ApnsKeyFile | undefined> {
  const text = await pending.read();
  if (text === undefined || new_key === null) return undefined;
  const { keyId, p8 }: { keyId?: unknown; p8?: unknown } = JSON.parse(text);
  if (typeof keyId !== "string" || typeof p8 !== "string") return undefined;
  return await digestOfApnsKey(p8) === new_key.digest ? { keyId, teamId, p8 } : undefined;
}

async function requireKey({ name, declared }: KeyPlace<Declared>, pending: Pending, rotation: KeyRotation) {
  const key = await keptKey(pending, declared, rotation);
  if (key !== undefined) return key;
  throw new CommandError(
    "key_elsewhere",
    `this clone does not have the new key of ${name}`,
    `Go on in the clone of ${rotation.begun_by}, or copy its file to ${pending.path} (chmod 600).`,
    exitCode.refused,
  );
}

/** Any app that the key may push to. Raises `apns_key_named` and `apns_topic_missing` (exit 5). */
function topicOf({ name, declared, session: { workspace: { manifest } } }: KeyPlace<Declared>): string {
  const apps = Object.entries(manifest.components).flatMap(([key, { apns }]) =>
    apns && (declared.component ?? key) === key ? [apns] : []
  );
  const [topic] = apps.filter(({ key = "default" }) => key === "default").flatMap(({ topics }) => topics);
  if (topic !== undefined) return topic;
  const named = apps.find(({ key, topics }) => key !== undefined && topics.length > 0);
  if (named !== undefined) {
    throw new CommandError(
      "apns_key_named",
      `what the key ${name} is for signs with ${named.key} of APNS_KEYS, and a rotation sets the key that all others sign with`,
      "Put the new key beside the old one in APNS_KEYS by hand, under another name, and name that in apns.key of the component.",
      exitCode.refused,
    );
  }
  throw new CommandError(
    "apns_topic_missing",
    `no component that the key ${name} is for has an app that hears of builds`,
    "Name its bundle id in version.json: apns.topics of the component.",
    exitCode.refused,
  );
}

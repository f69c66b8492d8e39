import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { httpFetch } from "../../runtime.ts";
import { placementIn } from "../../setup/files/plan-supabase.ts";
import { takeSnapshot } from "../../setup/find/snapshot.ts";
import { publicPart } from "../fingerprint.ts";
import { openPlatformKeys, type PlatformKey } from "../management-api.ts";
import type { DeclaredKey, KeyPlace } from "../place.ts";
import type { KeyKind, KeyOfRotation } from "../work.ts";

type Declared = Extract<DeclaredKey, { kind: "supabase-publishable" }>;

/**
 * A publishable key of the Supabase project. The platform makes it, accepts it from then on, and tells it again to whoever may ask: so nothing
 * has to be kept between the steps, and making it is found again by its name. Raises `project_unnamed` and `api_key_unknown` (exit 5).
 */
export function openPublishable(place: KeyPlace<Declared>): KeyKind {
  const { name, declared, context: { environment: { projectRef } } } = place;
  if (projectRef === undefined) {
    throw new CommandError(
      "project_unnamed",
      "version.json names no hosted project",
      "Set project_ref of the environment in version.json.",
      exitCode.refused,
    );
  }
  const keys = openPlatformKeys(projectRef);
  const stem = `${name.replaceAll("-", "_")}_r`;
  const isOurs = (key: PlatformKey) =>
    key.name === declared.api_key || (key.name.startsWith(stem) && /^\d+$/.test(key.name.slice(stem.length)));
  const nameOf = ({ id }: KeyOfRotation) => `${stem}${id}`;
  const find = async (rotation: KeyOfRotation) =>
    (await keys.list()).find((key) => key.name === nameOf(rotation));

  return {
    live: async () => {
      const listed = await keys.list();
      const live = listed.filter(isOurs);
      if (live.length > 0) return await Promise.all(live.map(({ value }) => publicPart(value)));
      // a rotation of none would end well, and leave the one that was meant
      throw new CommandError(
        "api_key_unknown",
        `the project has no publishable key named ${declared.api_key}`,
        listed.length === 0
          ? "Make one at the platform, under API Keys."
          : `There are ${listed.map((key) => key.name).join(", ")}: correct api_key in ship.keys.`,
        exitCode.refused,
      );
    },
    fresh: async (rotation) => (await find(rotation))?.value,
    steps: (rotation) => ({
      generate: {
        by: "command",
        does: `makes the publishable key ${nameOf(rotation)} at the platform`,
        run: async () => ({
          key: await publicPart((await find(rotation) ?? await keys.create(nameOf(rotation))).value),
        }),
      },
      add: {
        by: "command",
        does: "looks that the platform lists both keys",
        run: async () => {
          const listed = await Promise.all((await keys.list()).map(({ value }) => publicPart(value)));
          const wanted = [rotation.new_key, ...rotation.old_keys].flatMap((key) => key ?? []);
          const missing = wanted.filter(({ digest }) => !listed.some((key) => key.digest === digest));
          if (missing.length === 0) {
            return { note: `${wanted.map(({ prefix }) => prefix).join(" and ")} are accepted` };
          }
          throw new CommandError(
            "key_missing",
            `the platform does not list ${missing.map(({ prefix }) => prefix).join(", ")}`,
            "Somebody removed it: slipway keys rotate --abandon --reason, then begin again.",
            exitCode.refused,
          );
        },
      },
      deploy: {
        by: "sight",
        asks:
          "Deploy the project's functions again, and whatever else has a list of keys, so that they accept the new one: functions learn their keys when they start.",
        look: async () => {
          const key = await find(rotation);
          if (key === undefined || !(await isAccepted(place, key.value))) return undefined;
          return { note: "the function devices lets the new key in" };
        },
      },
      remove: {
        by: "command",
        does: "deletes the old key at the platform",
        consent: `${
          rotation.old_keys.map(({ prefix }) => prefix).join(", ")
        } is deleted at the platform, for good.`,
        run: async () => {
          const old = rotation.old_keys.map(({ digest }) => digest);
          for (const key of (await keys.list()).filter(isOurs)) {
            const { digest } = await publicPart(key.value);
            if (old.includes(digest)) await keys.remove(key, `rotation ${rotation.id} of ${name}`);
          }
          return { note: "deleted; functions that run forget it with their next start" };
        },
      },
    }),
  };
}

/** Whether a function that asks for a key lets it in: an empty registration is refused for its content, never for the key. */
async function isAccepted({ session: { workspace, address } }: KeyPlace, key: string): Promise<boolean> {
  const prefix = address.startsWith("https:") ? placementIn(await takeSnapshot(workspace.root)).prefix : "";
  const response = await httpFetch(`${address}/functions/v1/${prefix}devices`, {
    method: "POST",
    headers: { apikey: key, "content-type": "application/json" },
    body: "{}",
    redirect: "error",
    signal: AbortSignal.timeout(15_000),
  }).catch(() => undefined);
  await response?.body?.cancel();
  return response?.status === 422;
}

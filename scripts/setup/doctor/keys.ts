import { CommandError } from "../../cli/command-error.ts";
import type { ControlPlane } from "../../control-plane/control-plane.ts";
import type { Manifest } from "../../manifest/schema.ts";
import { type Diagnosis, unknown, well } from "./diagnosis.ts";

/** Which declared keys are due for a rotation, or in the middle of one: none of it stops a ship. Nothing where no key is declared. */
export async function examineKeys(
  control: Pick<ControlPlane, "keyStatus">,
  { ship }: Pick<Manifest, "ship">,
): Promise<Diagnosis[]> {
  const names = Object.keys(ship.keys ?? {});
  if (names.length === 0) return [];
  const status = await control.keyStatus().catch((error: unknown) => {
    if (error instanceof CommandError) return error;
    throw error;
  });
  if (status instanceof CommandError) return [unknown("keys", status.message, status.hint)];
  const known = status.keys.filter(({ name }) => names.includes(name));
  const missing = names.filter((name) => !known.some((key) => key.name === name));
  if (missing.length > 0) {
    return [
      unknown("keys", `nobody wrote down how old ${missing.join(", ")} is`, "slipway keys list --record"),
    ];
  }
  const news = known.flatMap(({ name, is_due, rotation }) => {
    if (rotation !== null) return [`a rotation of ${name} is open: slipway keys rotate ${name} --resume`];
    return is_due ? [`${name} is due: slipway keys rotate ${name}`] : [];
  });
  return [well("keys", news.length === 0 ? "no key is due for a rotation" : news.join("; "))];
}

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { env, randomHex } from "../runtime.ts";

/** A folder of Slipway's own in the clone, shared by all its work trees. */
export function slipwayFolder(commonDir: string): string {
  const folder = join(commonDir, "slipway");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** What tells this clone from every other; made when it is first asked for. */
export function cloneId(commonDir: string): string {
  const file = join(slipwayFolder(commonDir), "clone-id");
  const known = readId(file);
  if (known !== "") return known;
  try {
    // the first of two at once wins
    writeFileSync(file, `${randomHex(16)}\n`, { flag: "wx" });
  } catch { /* it is there by now */ }
  return readId(file);
}

/** The same without making it; empty when nobody shipped from here. */
export function knownCloneId(commonDir: string): string {
  return readId(join(commonDir, "slipway", "clone-id"));
}

function readId(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "";
  }
}

/** Who ships, for people: `ada@laptop`. CI may name itself with SLIPWAY_ACTOR. */
export function holderName(): string {
  return (env("SLIPWAY_ACTOR") ?? `${userName()}@${hostname()}`).slice(0, 200);
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // an account without a name, as in some containers
    return env("USER") ?? "somebody";
  }
}

import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { slipwayFolder } from "../../git/slipway-folder.ts";
import { randomHex } from "../../runtime.ts";

/** What tells this clone from every other, also from its copies; made when it is first asked for. */
export function cloneId(commonDir: string): string {
  slipwayFolder(commonDir);
  const known = knownCloneId(commonDir);
  if (known !== "") return known;
  const file = join(commonDir, "slipway", "clone-id");
  const place = inodeOf(commonDir);
  // what a copied folder brought along names its original
  if (readId(file).place !== place) rmSync(file, { force: true });
  try {
    // the first of two at once wins
    writeFileSync(file, `${randomHex(16)} ${place}\n`, { flag: "wx" });
  } catch { /* it is there by now */ }
  return knownCloneId(commonDir);
}

/** The same without making it; empty when nobody shipped from here. */
export function knownCloneId(commonDir: string): string {
  const { id, place } = readId(join(commonDir, "slipway", "clone-id"));
  return place === inodeOf(commonDir) ? id : "";
}

/** A folder that is moved keeps its number; a copy has another. */
function inodeOf(folder: string): string {
  return String(statSync(folder, { bigint: true }).ino);
}

function readId(file: string): { id: string; place: string } {
  try {
    const [id = "", place = ""] = readFileSync(file, "utf8").trim().split(" ");
    return { id, place };
  } catch {
    return { id: "", place: "" };
  }
}

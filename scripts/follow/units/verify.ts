import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { CommandError } from "../../cli/command-error.ts";
import { env, makeTempDir, removeDir } from "../../runtime.ts";
import type { UnitFile } from "./files.ts";
import { locate, runProgram } from "./programs.ts";

/** Asks systemd what it makes of the units, before they are where it finds them. False where there is nothing to ask. Raises `unit_invalid`. */
export async function verifyUnits(units: readonly UnitFile[], isUser: boolean): Promise<boolean> {
  if (locate("systemd-analyze") === null) return false;
  const folder = await makeTempDir("slipway-units-");
  try {
    const files = units.map(({ path }) => join(folder, basename(path)));
    await Promise.all(units.map(({ text }, at) => writeFile(files[at] ?? folder, text)));
    const { code, said } = await runProgram(
      "systemd-analyze",
      ["verify", ...isUser ? ["--user"] : [], ...files],
      // without a login there is none, and it then looks at nothing
      isUser && env("XDG_RUNTIME_DIR") === undefined ? { XDG_RUNTIME_DIR: folder } : {},
    );
    if (code === 0) return true;
    throw new CommandError(
      "unit_invalid",
      `systemd-analyze verify ended with ${code}: ${said.replaceAll(`${folder}/`, "")}`,
      "Nothing was written. Fix what it names, as a name with odd characters.",
    );
  } finally {
    await removeDir(folder);
  }
}

import { posix } from "node:path";
import { keyFrom, type Survey, survey, titleFrom, withoutBuild } from "./candidate.ts";
import type { HostingSign } from "./hosting.ts";
import type { Snapshot } from "./snapshot.ts";
import { supportRole } from "./vendored.ts";

/** Projects of Elixir. The applications of an umbrella ship with it. */
export function surveyElixir(
  snapshot: Snapshot,
  signs: readonly HostingSign[],
  isTaken: (folder: string) => boolean,
): Survey {
  const found = survey();
  const folders = [...snapshot.files].filter((path) => posix.basename(path) === "mix.exs").map((path) =>
    posix.dirname(path)
  )
    .sort();
  const umbrellas = folders.filter((folder) =>
    /\bapps_path:/.test(snapshot.read(posix.join(folder, "mix.exs")) ?? "")
  );
  const isBelow = (folder: string, other: string) =>
    folder !== other && (other === "." || folder.startsWith(`${other}/`));
  for (const folder of folders) {
    if (isTaken(folder) || umbrellas.some((umbrella) => isBelow(folder, umbrella))) continue;
    const text = snapshot.read(posix.join(folder, "mix.exs")) ?? "";
    const isUmbrella = umbrellas.includes(folder);
    const app = /\bapp:\s*:(\w+)/.exec(text)?.[1];
    const version = /@version\s+"([^"]+)"/.exec(text)?.[1] ?? /\bversion:\s*"([^"]+)"/.exec(text)?.[1];
    const own = signs.filter((sign) => sign.folder === folder).map(({ what }) => what);
    const framework = /\{:(phoenix|bandit|plug_cowboy|nerves|broadway|oban)\b/.exec(text)?.[1];
    const serves = isUmbrella || framework !== undefined || own.length > 0 || /\breleases:/.test(text);
    const key = keyFrom(app ?? (folder === "." ? snapshot.name : posix.basename(folder)));
    const candidate = {
      key,
      evidence: [
        isUmbrella
          ? "mix.exs is an umbrella"
          : framework
          ? `mix.exs runs ${framework}`
          : serves
          ? "mix.exs"
          : /\bescript:/.test(text)
          ? "mix.exs builds a command"
          : "mix.exs can be published",
        ...own,
      ].join(", "),
      component: {
        name: titleFrom(key),
        kind: serves ? "server" as const : /\bescript:/.test(text) ? "cli" as const : "library" as const,
        version: version ?? "0.0.0",
        build: 0,
        paths: [folder],
      },
      remarks: version === undefined ? [] : [withoutBuild(posix.join(folder, "mix.exs"))],
    };
    const role = folder === "." ? undefined : supportRole(folder);
    const why = role ??
      (candidate.component.kind !== "library" || /\bpackage:/.test(text)
        ? undefined
        : "a project of Elixir that is not published");
    if (why === undefined) found.candidates.push(candidate);
    else found.leftOut.push({ path: folder, why, candidate });
  }
  return found;
}

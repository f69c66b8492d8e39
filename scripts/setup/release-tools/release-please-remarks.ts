import { remarksOf } from "./release-tool.ts";
import { z } from "zod";

const sentences = {
  "release-as": "a version is not fixed by a setting: slipway release <track> --version",
  "changelog-sections": "the sections of generated notes are not a setting",
  "skip-github-release": "slipway release publish is a command of its own: leave it out",
  "initial-version": "the first version is the one in version.json",
};

/** What a package says, or all of them when `path` is missing, that version.json has no place for: the same sentence whichever package it is. */
export function packageRemarks(
  file: string,
  path: string | undefined,
  settings: Readonly<Record<string, unknown>>,
): string[] {
  const { versioning, "prerelease-type": type } = settings;
  const channel = /^(alpha|beta|rc)\b/.exec(typeof type === "string" ? type : "")?.[1];
  return [
    ...remarksOf(file, settings, sentences),
    ...path === "." ? [] : remarksOf(file, settings, {
      "exclude-paths": "files can't be taken out of a track; give the folder to a component of its own",
    }),
    ...versioning === undefined || versioning === "default" || versioning === "prerelease"
      ? []
      : [`${file}: versioning: ${versioning}: commits decide how far a version rises, or --bump does`],
    ...channel !== undefined
      ? [
        `${file}: prerelease-type ${type} is the channel ${channel}: slipway release <track> --channel ${channel}, which counts from ${channel}.1 on`,
      ]
      : type !== undefined || versioning === "prerelease"
      ? [
        `${file}: prerelease${
          typeof type === "string" ? ` type ${type}` : "s"
        }: the channels are alpha, beta and rc: choose one of them`,
      ]
      : [],
  ];
}

const known: Record<string, string> = {
  "node-workspace":
    "packages that depend on a released one were released as well; here those that changed are",
  "cargo-workspace":
    "crates that depend on a released one were released as well; here their requirements follow and those that changed are released",
  "maven-workspace":
    "modules that depend on a released one were released as well; here those that changed are",
  "group-priority": "there is no order of groups",
};
const silent = ["linked-versions", "sentence-case"];

/** A sentence for each plugin that does what nothing here does. */
export function pluginRemarks(file: string, plugins: readonly unknown[]): string[] {
  const names = plugins.map((plugin) =>
    z.union([z.string(), z.looseObject({ type: z.string() }).transform(({ type }) => type)]).safeParse(plugin)
      .data ?? "?"
  );
  return [...new Set(names)].filter((name) => !silent.includes(name)).map((name) =>
    `${file}: plugin ${name}: ${known[name] ?? "it has no counterpart"}`
  );
}

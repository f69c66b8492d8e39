import { posix } from "node:path";
import { z } from "zod";
import type { Snapshot } from "../find/snapshot.ts";

const branch = z.union([
  z.string().transform((name) => ({ name, prerelease: undefined })),
  z.looseObject({ name: z.string(), prerelease: z.union([z.string(), z.boolean()]).optional() }),
]);

/** The branch whose pushes are live releases, and a sentence for every other. `here` is the branch that ships. */
export function branchesOf(file: string, said: unknown, here: string): { live: string; remarks: string[] } {
  const list = z.array(branch).safeParse(said === undefined ? [] : [said].flat()).data ?? [];
  const isMaintenance = (name: string) => /(^|\.)x$|[+*?(]/.test(name);
  const live = list.filter(({ name, prerelease }) =>
    !prerelease && !isMaintenance(name) && !/^next(-major)?$/.test(name)
  );
  const chosen = live.find(({ name }) => name === here) ?? live[0];
  const others = list.filter((one) => one !== chosen);
  return {
    live: chosen?.name ?? here,
    remarks: others.map(({ name, prerelease }) => {
      const channel = prerelease === true ? name : prerelease || undefined;
      if (channel === undefined) {
        return `${file}: branch ${name}: \`auto\` names one branch; on another one run slipway release yourself`;
      }
      return /^(alpha|beta|rc)$/.test(channel)
        ? `${file}: branch ${name}: \`auto\` names one branch; in its workflow run slipway release --changed --channel ${channel}`
        : `${file}: branch ${name}: ${channel} is none of the channels alpha, beta and rc: choose one of them`;
    }),
  };
}

interface Plugin {
  name: string;
  options: Record<string, unknown>;
}

const plugin = z.union([
  z.string().transform((name): Plugin => ({ name, options: {} })),
  z.tuple([z.string()]).rest(z.unknown()).transform(([name, options]): Plugin => ({
    name,
    options: z.record(z.string(), z.unknown()).safeParse(options).data ?? {},
  })),
]);

/** Plugins whose work a release does by itself. */
const covered = /^@semantic-release\/(commit-analyzer|release-notes-generator|changelog|git|github|gitlab)$/;

/** What the plugins write and do. */
export function pluginsOf(
  file: string,
  folder: string,
  plugins: readonly unknown[] | undefined,
  { files }: Snapshot,
): { changelog: string | undefined; remarks: string[] } {
  const list = (plugins ?? []).flatMap((one) => plugin.safeParse(one).data ?? []);
  const changelog = list.find(({ name }) => name === "@semantic-release/changelog");
  const path = typeof changelog?.options.changelogFile === "string"
    ? changelog.options.changelogFile
    : "CHANGELOG.md";
  const isPublished = plugins === undefined
    ? files.has(posix.join(folder, "package.json"))
    : list.some(({ name }) => name === "@semantic-release/npm");
  return {
    changelog: changelog === undefined ? undefined : posix.join(folder, path),
    remarks: [
      ...list.flatMap(({ name, options }) =>
        name === "@semantic-release/commit-analyzer" && options.releaseRules !== undefined
          ? [
            `${file}: releaseRules: feat is minor, fix and perf are patch, a breaking change is major; --bump says otherwise once`,
          ]
          : []
      ),
      ...isPublished
        ? [`${file}: npm publish belongs to the workflow that runs on the tag, or to the component's deploy`]
        : [],
      ...list.filter(({ name }) => !covered.test(name) && name !== "@semantic-release/npm").map(({ name }) =>
        name === "@semantic-release/exec"
          ? `${file}: plugin ${name}: its commands belong to ship.hooks or to the workflow that runs on the tag`
          : `${file}: plugin ${name}: it has no counterpart`
      ),
    ],
  };
}

import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { pushTagOnce } from "../git/push-tag.ts";
import type { Step } from "../ship/flow/flow.ts";

/** What betas are tagged as where version.json says nothing else: a namespace that no track's versions are in. */
export const usualTag = "builds/{component}/{version}-{build}";

/** The name that a template gives a build. */
function tagName(
  template: string,
  build: { component: string; version: string; build: number },
): string {
  return template.replaceAll("{component}", build.component).replaceAll("{version}", build.version)
    .replaceAll("{build}", String(build.build));
}

/**
 * Tags the commit that says the store's number, and pushes the tag; one that is there already stays. The last step: everything else is
 * done. Raises `tag_taken` (exit 9), `tag_refused`, `push_refused`.
 */
export function createTagStep(component: string, template: string, version: string): Step {
  return {
    name: "tag",
    describe: ({ build }) => [`git tag ${tagName(template, { component, version, build })}`],
    async run({ git, upstream, sha, signal, number: { build } }) {
      const name = tagName(template, { component, version, build });
      const message = `${component} ${version} (${build}), as the store has it`;
      const there = await pushTagOnce(git, upstream, { name, commit: sha, message }, signal);
      if (there === sha) return { summary: name, detail: { tag: name } };
      throw new CommandError(
        "tag_taken",
        `${upstream.remote} has ${name} at ${there.slice(0, 12)}, which is another commit`,
        `The build is shipped. If that tag is wrong: git push --delete ${upstream.remote} ${name}; then git push ${upstream.remote} ${sha}:refs/tags/${name}.`,
        exitCode.partial,
      );
    },
  };
}

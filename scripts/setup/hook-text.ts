/** What makes a pre-push hook one that checks. */
export const hookCall = "hooks pre-push";

/** Begins every pre-push hook that Slipway has ever written: such a one may be replaced. */
const beginning = "#!/bin/sh\n# Slipway checks the commits that are pushed.";

/** Whether Slipway wrote it, this release or an older one. */
export function isOwnHook(text: string): boolean {
  return text.startsWith(beginning);
}

/** Small on purpose: what it runs is upgraded with Slipway, and the hook stays as it is. */
export const hookText = `${beginning} \`git push --no-verify\` is the only way around it, and CI checks again.
clone=$(git rev-parse --path-format=absolute --git-common-dir)
pushed=$(cat)
# A ship has checked its own commit, and a commit never changes. One line for each ref: local ref and sha, remote ref and sha.
passed=$(cat "$clone/slipway/passed" 2>/dev/null)
case "$pushed" in
  *"
"*) ;;
  *" $passed refs/heads/"*) [ -z "$passed" ] || exit 0 ;;
esac
# What npm installed in a work tree, never what a branch brought along: a node_modules that git tracks is the branch's.
installed() {
  slipway=$1/node_modules/.bin/slipway
  [ -x "$slipway" ] && [ -z "$(git -C "$1" --git-dir="$2" ls-files -- node_modules | head -n 1)" ]
}
# A linked work tree has no node_modules of its own.
installed "$(git rev-parse --show-toplevel)" "$(git rev-parse --absolute-git-dir)" ||
  installed "\${clone%/.git}" "$clone" ||
  slipway=$(command -v slipway) || {
  echo "pre-push: Slipway is not installed here. Install the repository's npm packages, then push again." >&2
  exit 1
}
printf '%s\\n' "$pushed" | "$slipway" ${hookCall} "$@"
`;

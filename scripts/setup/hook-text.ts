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
# What npm installed in a work tree, never what a branch brought along: a node_modules that git tracks is the branch's, in
# whatever case, because file systems may find it all the same. 1 says that there is none; without an answer nothing is run.
tracked() {
  git -C "$1" --git-dir="$2" --icase-pathspecs ls-files --error-unmatch -- node_modules >/dev/null 2>&1
  [ $? -ne 1 ]
}
installed() {
  slipway=$1/node_modules/.bin/slipway
  [ -x "$slipway" ] && ! tracked "$1" "$2"
}
refuse() {
  echo "pre-push: Slipway is not installed here, so nothing was pushed: $1" >&2
  echo "pre-push: Or put it on the PATH: npm install --global, from where you have it. Then push again." >&2
  exit 1
}
top=$(git rev-parse --show-toplevel)
own=$(git rev-parse --absolute-git-dir)
# A linked work tree has no node_modules of its own.
installed "$top" "$own" || installed "\${clone%/.git}" "$clone" || slipway=$(command -v slipway) || {
  ! tracked "$top" "$own" ||
    refuse "git tracks node_modules, and what a branch brings along is not run. Take it out: git rm -r --cached node_modules"
  [ -e "$top/package.json" ] ||
    refuse "there is no package.json at $top, so npm installs it for nobody."
  refuse "install the repository's npm packages; slipway has to be one of them."
}
printf '%s\\n' "$pushed" | "$slipway" ${hookCall} "$@"
`;

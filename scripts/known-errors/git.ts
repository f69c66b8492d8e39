import type { KnownTool } from "./known-error.ts";

/** git, and what code hosts answer to a push. */
export const git: KnownTool = {
  tool: "git",
  errors: [
    {
      code: "known_git_secret_refused",
      signs: ["Push cannot contain secrets", "GITHUB PUSH PROTECTION"],
      means: "a commit of the push holds a secret, and the host does not take it",
      fix:
        "make the secret worthless first (rotate it); then take it out of the commit: `git rebase -i <the commit before it>`",
      covers: ["known_git_branch_protected"],
    },
    {
      code: "known_git_branch_protected",
      signs: [
        "GH006: Protected branch update failed",
        "GH013: Repository rule violations found",
        "protected branch hook declined",
        "You are not allowed to push code to protected branches",
      ],
      means:
        "rules of the branch on the host allow this push to nobody like you: only by pull request, or only with checks",
      fix:
        "`slipway doctor` shows the rules; open a pull request, or let the account that ships bypass the rule",
      isGeneral: true,
    },
    {
      code: "known_git_file_too_large",
      signs: [["GH001", "Large files detected"], "exceeds GitHub's file size limit"],
      means:
        "a commit of the push holds a file that is too large for the host, even if a later one deletes it",
      fix:
        "`git lfs migrate import --include='<the file>'`, or take it out: `git rebase -i <the commit before it>`",
    },
    {
      code: "known_git_workflow_scope",
      signs: [["refusing to allow", "to create or update workflow"]],
      means: "the push changes .github/workflows, and the token may not",
      fix:
        "a token with the scope workflow: `gh auth refresh --scopes workflow`; GITHUB_TOKEN of a workflow never may",
    },
    {
      code: "known_git_push_behind",
      signs: [["! [rejected]", "(fetch first)"], ["! [rejected]", "(non-fast-forward)"]],
      means: "the remote has commits that this clone has not",
      fix: "`git pull --rebase`, then the same command",
    },
    {
      code: "known_git_sign_in",
      signs: [
        "fatal: Authentication failed for",
        "fatal: could not read Username for",
        "Support for password authentication was removed",
        "HTTP Basic: Access denied",
      ],
      means: "the host does not know who you are: no token, an old one, or a password where it wants a token",
      fix:
        "`gh auth login && gh auth setup-git`, or an address over ssh: `git remote set-url origin git@<host>:<owner>/<name>.git`",
    },
    {
      code: "known_git_repository_not_found",
      signs: [
        "ERROR: Repository not found",
        "remote: Repository not found",
        "remote: The project you were looking for could not be found",
      ],
      means: "there is no such repository, or this account or key may not see it",
      fix: "`git remote -v` shows the address; `ssh -T git@github.com` says as whom you sign in",
    },
    {
      code: "known_git_lock_left",
      signs: [
        ["Unable to create '", ".lock': File exists"],
        "Another git process seems to be running in this repository",
      ],
      means: "another git works in this clone, or one was killed and left its lock behind",
      fix:
        "close editors that use git and wait a moment; if no git runs (`pgrep -l git`): `rm .git/index.lock`",
    },
    {
      code: "known_git_foreign_folder",
      signs: ["detected dubious ownership in repository at"],
      means: "the clone belongs to another user, as in many containers",
      fix: "`git config --global --add safe.directory <the folder that git names>`",
    },
    {
      code: "known_git_lfs_missing",
      signs: [
        "git-lfs: command not found",
        "git: 'lfs' is not a git command",
        "'git-lfs' was not found on your path",
      ],
      means: "the repository keeps large files in Git LFS, and this machine has no Git LFS",
      fix: "install git-lfs, then `git lfs install && git lfs pull`",
    },
    {
      code: "known_git_identity_missing",
      signs: ["Please tell me who you are", "empty ident name", "unable to auto-detect email address"],
      means: "git does not know under whose name to commit",
      fix: '`git config --global user.name "…" && git config --global user.email …`',
    },
    {
      code: "known_git_signing_failed",
      signs: [
        "error: gpg failed to sign the data",
        ["error: Load key", "invalid format"],
        "No private key found for public key",
      ],
      means: "commits are signed here, and the key can't be used: no agent, no passphrase, or no such key",
      fix:
        "`echo test | gpg --clearsign` or `ssh-add -l` shows why; without a terminal: `export GPG_TTY=$(tty)` in the shell that ships",
    },
  ],
};

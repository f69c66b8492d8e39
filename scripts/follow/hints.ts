const hints: Record<string, string> = {
  missing: "Set it up there: slipway follow <environment> --install. Or take it out of version.json.",
  silent: "Look whether the machine is up, and its timer: systemctl list-timers 'slipway-follow-*'.",
  undeclared:
    "Add it to ship.environments.<environment>.hosts, or stop its timer: slipway follow --uninstall.",
  branch:
    "On the host, git checkout the branch that it should run, or slipway follow <environment> --accept <commit>.",
  dirty: "On the host, look whose changes they are (git status), and commit them elsewhere or drop them.",
  moved: "On the host, slipway follow <environment> --once --accept <commit> goes back to the branch.",
  rewritten:
    "If the branch was reset on purpose: slipway follow <environment> --cutover. Else look who pushed.",
  failed:
    "Read the log of the host (journalctl -u 'slipway-follow-*'); a commit that fixes it is tried at once.",
  offline: "Look at the host's network, and whether its key may still read the repository.",
  sha: "Look whether its timer runs: systemctl list-timers 'slipway-follow-*'.",
};

/** What to do about a host of which `host_status` says this. */
export function hostHint(code: string): string {
  return hints[code] ?? "Look at the host.";
}

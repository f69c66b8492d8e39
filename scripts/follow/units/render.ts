/** What a unit runs, and as whom. */
export interface UnitFacts {
  /** Of the repository, as version.json names it. */
  project: string;
  environment: string;
  branch: string;
  host: string;
  /** The checkout that follows. */
  root: string;
  /** Where npx is, absolute. */
  npx: string;
  /** Where git, node and what deploys need are found. */
  path: string;
  /** Seconds between the end of a run and the next. */
  everySeconds: number;
  /** Whose checkout it is; undefined in a unit of the user's own manager, which runs as that user anyway. */
  user: string | undefined;
}

/** Seconds that a run may take; a oneshot unit has no limit of its own. Source: systemd.service(5), TimeoutStartSec=. */
const runLimit = 1800;

/** The first line of a file of ours; one with another first line is somebody else's. */
export function markerOf({ root, environment }: Pick<UnitFacts, "root" | "environment">): string {
  return `# slipway follow ${environment} in ${root}: written by --install, which writes it again`;
}

/** What both units are called, without their endings. */
export function unitName({ project, environment }: Pick<UnitFacts, "project" | "environment">): string {
  const slug = project.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "");
  return ["slipway-follow", ...slug === "" ? [] : [slug.slice(0, 80)], environment].join("-");
}

/**
 * The unit that looks once. It may not be sandboxed much: a deploy restarts services with sudo, which NoNewPrivileges and everything that
 * implies it would break, writes below /etc and /usr, and runs node, which needs memory that is writable and executable.
 */
export function renderService(facts: UnitFacts): string {
  const { environment, branch, host, root, npx, path, user } = facts;
  const command = [npx, "--no", "slipway", "follow", environment, "--host", host, "--once", "--json"];
  return `${markerOf(facts)}
[Unit]
Description=${escape(`Slipway: ${host} follows ${branch} (${environment})`)}
${user === undefined ? "" : "Wants=network-online.target\nAfter=network-online.target\n"}
[Service]
Type=oneshot
WorkingDirectory=${escape(root)}
ExecStart=${command.map(quote).join(" ")}
Environment=${quote(`PATH=${path}`)}
${
    user === undefined
      ? ""
      : `User=${
        escape(user)
      }\n# no more than this: a deploy may use sudo, write below /etc, and run node\nPrivateTmp=yes\nProtectControlGroups=yes\n`
  }TimeoutStartSec=${runLimit}
TimeoutStopSec=30
KillMode=control-group
`;
}

/** The timer: once soon after the machine is up, then again a while after each run has ended, never two at once. */
export function renderTimer(facts: UnitFacts): string {
  const { everySeconds, host, branch } = facts;
  return `${markerOf(facts)}
[Unit]
Description=${escape(`Slipway: when ${host} looks at ${branch}`)}

[Timer]
OnBootSec=30
OnUnitInactiveSec=${everySeconds}
# not all machines at the same moment
RandomizedDelaySec=${Math.max(1, Math.round(everySeconds / 6))}
AccuracySec=1

[Install]
WantedBy=timers.target
`;
}

/** Percent signs begin specifiers, everywhere. Source: systemd.unit(5). */
function escape(text: string): string {
  return text.replaceAll("%", "%%");
}

/** A word of a command line. Source: systemd.service(5), "Command lines". */
function quote(word: string): string {
  const escaped = escape(word).replaceAll("$", "$$$$");
  return /^[\w@%+=:,./~^$-]+$/.test(escaped)
    ? escaped
    : `"${escaped.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

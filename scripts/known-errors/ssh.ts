import type { KnownTool } from "./known-error.ts";

/** OpenSSH, and what hosts often answer to a deploy. */
export const ssh: KnownTool = {
  tool: "ssh and hosts",
  errors: [
    {
      code: "known_ssh_host_key_changed",
      signs: ["REMOTE HOST IDENTIFICATION HAS CHANGED!"],
      means: "the host shows another key than last time: it was set up anew, or somebody stands in between",
      fix:
        "ask whoever runs the host for its fingerprint; if it is right: `ssh-keygen -R <host>`, then `ssh <host>` once",
      covers: ["known_ssh_host_key_unknown"],
    },
    {
      code: "known_ssh_host_key_unknown",
      signs: ["Host key verification failed."],
      means: "this machine has never seen the host, and nobody is there to agree to its key",
      fix:
        "`ssh <host>` once by hand and compare the fingerprint; in CI write the known key into ~/.ssh/known_hosts",
      isGeneral: true,
    },
    {
      code: "known_ssh_key_refused",
      signs: ["Permission denied (publickey", "Too many authentication failures"],
      means: "the host takes none of the keys that ssh offers; nobody can type a password in a deploy",
      fix:
        "`ssh-add -l` shows what is offered, `ssh -v <host>` what happens; `ssh-copy-id <host>` adds a key there",
    },
    {
      code: "known_ssh_key_open",
      signs: ["UNPROTECTED PRIVATE KEY FILE!"],
      means: "others on this machine may read the private key, so ssh does not use it",
      fix: "`chmod 600 <the key that ssh names>`",
    },
    {
      code: "known_ssh_unreachable",
      signs: [
        ["ssh: connect to host", "Connection refused"],
        ["ssh: connect to host", "timed out"],
        ["ssh: connect to host", "No route to host"],
        ["ssh: connect to host", "Network is unreachable"],
      ],
      means: "the host does not answer at this port: off, behind a firewall or VPN, or another port",
      fix: "`nc -vz <host> 22`; connect the VPN, or name port and jump host in ~/.ssh/config",
    },
    {
      code: "known_ssh_name_unknown",
      signs: ["ssh: Could not resolve hostname"],
      means: "there is no such name, or this network does not know it",
      fix:
        "correct `ship.targets` in version.json, or name the host in ~/.ssh/config; connect the VPN if it is inside",
    },
    {
      code: "known_sudo_password",
      signs: ["sudo: a password is required", "sudo: a terminal is required to read the password"],
      means: "the deploy runs sudo on the host, which asks for a password that nobody can type",
      fix:
        "allow exactly this command there: `deploy ALL=(root) NOPASSWD: /usr/bin/systemctl restart <unit>` with `sudo visudo -f /etc/sudoers.d/deploy`",
    },
    {
      code: "known_systemd_unit_missing",
      signs: [["Failed to", "start", ".service: Unit", "not found."], [
        "Unit",
        ".service could not be found.",
      ]],
      means: "the host has no service of this name",
      fix:
        "`systemctl list-unit-files '*<name>*'` there; correct `unit` in version.json, or install the unit and run `sudo systemctl daemon-reload`",
    },
    {
      code: "known_systemd_unit_failed",
      signs: [["Job for", ".service failed because"]],
      means: "the service was started and ended again",
      fix:
        "`journalctl -u <unit> -n 100 --no-pager` on the host says why; then `slipway ship --resume`, or `slipway rollback`",
    },
  ],
};

import type { KnownTool } from "./known-error.ts";

/** What a machine or its network says through any tool. */
export const machine: KnownTool = {
  tool: "The machine and its network",
  errors: [
    {
      code: "known_disk_full",
      signs: ["No space left on device", "no space left on device", "ENOSPC"],
      means: "the disk is full, here or on the host",
      fix:
        "`df -h` shows where; `docker system prune`, old logs (`slipway workspace logs`), DerivedData and caches are the usual ones",
      isGeneral: true,
    },
    {
      code: "known_name_lookup_failed",
      signs: [
        "EAI_AGAIN",
        "Temporary failure in name resolution",
        "getaddrinfo ENOTFOUND",
        "Could not resolve host:",
      ],
      means: "a name could not be looked up: no network, a VPN, or a mistyped host",
      fix: "`curl -I https://<the host that is named>`, then the same command",
      isGeneral: true,
    },
    {
      code: "known_certificate_untrusted",
      signs: [
        "self-signed certificate in certificate chain",
        "SELF_SIGNED_CERT_IN_CHAIN",
        "unable to get local issuer certificate",
        "SSL certificate problem:",
        "certificate has expired",
      ],
      means:
        "the certificate of a server is not trusted here: a proxy of the company, an old one, or a wrong clock",
      fix:
        "`date` first; then let the tools trust the company's certificate, as `export NODE_EXTRA_CA_CERTS=<file>` and `git config --global http.sslCAInfo <file>`",
      isGeneral: true,
    },
    {
      code: "known_port_in_use",
      signs: ["EADDRINUSE", "address already in use", "Address already in use", "port is already allocated"],
      means: "another process listens at this port, often an earlier one of the same",
      fix: "`lsof -nP -iTCP:<port> -sTCP:LISTEN` shows which; end it by its PID",
      isGeneral: true,
    },
    {
      code: "known_too_many_files",
      signs: [
        "EMFILE: too many open files",
        "Too many open files",
        "System limit for number of file watchers reached",
      ],
      means: "the build opens more files than a process may here",
      fix:
        "`ulimit -n 65536` in the shell that ships; on Linux for watchers `sudo sysctl fs.inotify.max_user_watches=524288`",
      isGeneral: true,
    },
    {
      code: "known_no_memory",
      signs: [
        "Out of memory: Killed process",
        "signal: killed",
        "Killed: 9",
        "exited with code 137",
        "exit status 137",
      ],
      means: "the system ended the process, most often because memory ran out",
      fix:
        "run fewer things at once, or give the machine more memory; `dmesg | tail` on Linux says what was ended",
      isGeneral: true,
    },
  ],
};

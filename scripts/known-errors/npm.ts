import type { KnownTool, Sign } from "./known-error.ts";

/** npm 10 and 11, node, and what package scripts often end with. */
export const npm: KnownTool = {
  tool: "npm and Node",
  errors: [
    {
      code: "known_npm_lock_out_of_step",
      signs: [
        "can only install packages when your package.json and package-lock.json",
        "ERR_PNPM_OUTDATED_LOCKFILE",
        "Your lockfile needs to be updated, but yarn was run with",
        "The lockfile would have been modified by this install, which is explicitly forbidden",
      ],
      means: "package.json was changed and the lock file was not",
      fix: "`npm install` (or `pnpm install`, `yarn install`), commit the lock file",
    },
    {
      code: "known_npm_script_missing",
      signs: ["npm error Missing script:", "npm ERR! Missing script:"],
      means: "the package.json in that folder has no script of this name",
      fix: "`npm run` there lists them; correct `script` in version.json or add it",
    },
    {
      code: "known_npm_version_published",
      signs: ["cannot publish over the previously published versions", ...code("EPUBLISHCONFLICT")],
      means: "the registry has this version already, and a version is never replaced",
      fix: "`slipway bump <component>` or `npm version patch`, then publish again",
    },
    {
      code: "known_npm_not_signed_in",
      signs: [...code("ENEEDAUTH"), ...code("E401")],
      means: "the registry does not know who you are: no token, or one that expired",
      fix: "`npm login`; in CI a token in .npmrc, or trusted publishing with `id-token: write`",
    },
    {
      code: "known_npm_not_allowed",
      signs: code("E403"),
      means: "the registry knows you, and you may not: not your package, or it wants two factors",
      fix:
        "`npm whoami` and `npm access list collaborators <package>`; in CI use a granular token that may publish",
    },
    {
      code: "known_npm_one_time_password",
      signs: code("EOTP"),
      means: "publishing wants a one-time password, and nobody is there to type it",
      fix:
        "in CI use trusted publishing or a token that bypasses two factors; by hand: `npm publish --otp=<code>`",
    },
    {
      code: "known_npm_peer_conflict",
      signs: code("ERESOLVE"),
      means: "two packages want versions of a third that can't both be",
      fix:
        "`npm explain <the package that npm names>`, then raise one of the two; `npm install --legacy-peer-deps` only to get by",
    },
    {
      code: "known_npm_package_missing",
      signs: [...code("E404"), ...code("ETARGET"), ...code("ENOVERSIONS")],
      means: "the registry has no such package or version, or it is private and you are not signed in",
      fix:
        "`npm view <package> versions`; for a private one `npm login --scope=@<scope>`, and the registry in .npmrc",
    },
    {
      code: "known_npm_stale_cache",
      signs: code("EINTEGRITY"),
      means:
        "what was downloaded is not what the lock file says: the cache is damaged, or the package was replaced",
      fix:
        "`npm cache clean --force && rm -rf node_modules && npm ci`; if it stays, ask why the package changed before you change the lock file",
    },
    {
      code: "known_npm_node_version",
      signs: [
        ...code("EBADENGINE"),
        "SyntaxError: Unexpected token '??='",
        'The engine "node" is incompatible with this module',
      ],
      means: "a package wants another Node than the one that runs",
      fix: "`node --version`, then `nvm install` (or fnm, volta, mise) for the version in .nvmrc or engines",
    },
    {
      code: "known_npm_not_installed",
      signs: [
        ["sh: 1: ", ": not found"],
        ["sh: line ", ": command not found"],
        "npm error code 127",
        "Error: Cannot find module '",
        "Cannot find package '",
        "ERR_MODULE_NOT_FOUND",
      ],
      means:
        "a program or package is not installed where the command ran; a fresh work tree has no node_modules",
      fix: '`npm ci` there; for fresh work trees too: `"ship": { "prepare": "npm ci" }`',
      isGeneral: true,
    },
    {
      code: "known_node_memory",
      signs: ["JavaScript heap out of memory"],
      means: "the build needs more memory than Node takes by itself",
      fix: "`NODE_OPTIONS=--max-old-space-size=4096` before the command",
    },
  ],
};

/** A failure's code, as npm 9 and later print it, and as npm did before; a warning looks otherwise. */
function code(name: string): [Sign, Sign] {
  return [`npm error code ${name}`, `npm ERR! code ${name}`];
}

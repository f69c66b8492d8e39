import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  renderService,
  renderTimer,
  type UnitFacts,
  unitName,
} from "../../../scripts/follow/units/render.ts";
import { locate, runProgram } from "../../../scripts/follow/units/programs.ts";
import { verifyUnits } from "../../../scripts/follow/units/verify.ts";
import { events } from "../../support/shipyard.ts";
import { createMonorepo, type Monorepo } from "../../support/monorepo.ts";

const hasSystemd = locate("systemd-analyze") !== null;
let repo: Monorepo;
beforeEach(async () => {
  repo = await createMonorepo({
    components: ["docs"],
    edit({ ship }) {
      delete ship.environment;
      ship.environments = { production: { branch: "main", hosts: ["web-1"] } };
    },
  });
});
afterEach(() => repo.stop());

const args = ["follow", "production", "--host", "web-1", "--user", "--json"] as const;
const unit = (ending: string) =>
  join(repo.home, ".config/systemd/user", `slipway-follow-busybro-production.${ending}`);

test(
  "promise 140: a service and a timer are written once, with absolute paths, and taken away again",
  async () => {
    const first = await repo.run(...args, "--install", "--every", "90s");
    expect(first.code, first.stderr).toBe(0);
    const [said] = events(first);
    expect(said).toMatchObject({
      written: [expect.stringMatching(/\.service$/), expect.stringMatching(/\.timer$/)],
      commands: [
        "systemctl --user daemon-reload",
        expect.stringMatching(/^systemctl --user enable --now slipway-follow-.*production\.timer$/),
      ],
      is_checked: hasSystemd,
    });
    const [service = "", timer = ""] = Array.isArray(said?.written) ? said.written.map(String) : [];
    const text = await readFile(service, "utf8");
    expect(text).toMatch(/^ExecStart=\/\S+\/npx --no slipway follow production --host web-1 --once --json$/m);
    expect(text).toContain(`WorkingDirectory=${repo.root}\n`);
    expect(text).toContain("Type=oneshot\n");
    expect(text).toMatch(/^TimeoutStartSec=\d+$/m);
    expect(await readFile(timer, "utf8")).toContain("OnUnitInactiveSec=90\n");

    const again = await repo.run(...args, "--install", "--every", "90s");
    expect(events(again)).toMatchObject([{ written: [] }]);
    const gone = await repo.run(...args, "--uninstall");
    expect(gone.code, gone.stderr).toBe(0);
    expect([service, timer].map((path) => existsSync(path))).toEqual([false, false]);
  },
  240_000,
);

test("a unit of somebody else is never written over, and a dry run writes nothing", async () => {
  const shown = await repo.run(...args.slice(0, -1), "--install", "--dry-run");
  expect(shown.code, shown.stderr).toBe(0);
  expect(shown.stdout).toContain("OnBootSec=");
  const service = /^# (\/\S+\.service)$/m.exec(shown.stdout)?.[1] ?? unit("service");
  expect(existsSync(service)).toBe(false);
  await mkdir(join(service, ".."), { recursive: true });
  await writeFile(service, "[Service]\nExecStart=/bin/true\n");
  for (const change of ["--install", "--uninstall"]) {
    const refused = await repo.run(...args, change);
    expect([refused.code, refused.stdout]).toEqual([5, expect.stringContaining("unit_foreign")]);
  }
  expect(await readFile(service, "utf8")).toBe("[Service]\nExecStart=/bin/true\n");
  expect(existsSync(service.replace(".service", ".timer"))).toBe(false);
}, 240_000);

const odd: UnitFacts = {
  ...{ project: "Busy Bro!", environment: "production", branch: "main", host: "web-1" },
  ...{ root: "/srv/50% off $HOME", npx: "/bin/true", path: "/usr/bin:/bin", everySeconds: 60, user: "root" },
};

test.skipIf(!hasSystemd)(
  "promise 140: systemd takes the units, of a machine and of a person, odd names included",
  async () => {
    const units = (facts: UnitFacts) => [
      { path: `/x/${unitName(facts)}.service`, text: renderService(facts), before: null },
      { path: `/x/${unitName(facts)}.timer`, text: renderTimer(facts), before: null },
    ];
    expect(await verifyUnits(units(odd), false)).toBe(true);
    expect(await verifyUnits(units({ ...odd, user: undefined }), true)).toBe(true);
    await expect(verifyUnits(units({ ...odd, npx: "/nowhere/npx" }), false)).rejects.toMatchObject({
      code: "unit_invalid",
    });
    expect((await runProgram("systemd-analyze", ["--version"])).code).toBe(0);
  },
);

test("names begin with what they are, and stay names of units", () => {
  expect(unitName(odd)).toBe("slipway-follow-busy-bro-production");
  expect(renderService(odd)).toContain("WorkingDirectory=/srv/50%% off $HOME\n");
});

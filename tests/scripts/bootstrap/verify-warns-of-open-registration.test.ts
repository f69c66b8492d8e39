import { expect, onTestFinished, test } from "vitest";
import { serveHttp } from "../../../scripts/runtime.ts";
import { useShipyard } from "../../support/shipyard.ts";

const yard = useShipyard();

test("promise 134: whoever verifies hears that strangers can register after the first user", async () => {
  const app = { isClosed: false, users: 0 };
  const server = await serveHttp(() => Response.json({ disable_signup: app.isClosed, users: app.users }));
  onTestFinished(() => server.stop());
  const repo = await yard().open({
    edit(draft) {
      const at = { url: `${server.url}/` };
      if (draft.components.docs) draft.components.docs.verify = [{ ...at, status: 200 }];
      draft.ship.bootstrap = [{
        name: "registration",
        registration: {
          closed: { ...at, expect: [{ json: "/disable_signup", equals: true }] },
          first_user: { ...at, expect: [{ json: "/users", at_least: 1 }] },
        },
      }];
    },
  });
  await yard().adopt(repo);
  const warned = async () => {
    const { code, stderr } = await yard().run(repo, "verify", "docs");
    expect(code, stderr).toBe(0);
    return stderr.includes("registration_open: strangers can still register in production");
  };
  expect(await warned()).toBe(false);
  app.users = 1;
  expect(await warned()).toBe(true);
  app.isClosed = true;
  expect(await warned()).toBe(false);
});

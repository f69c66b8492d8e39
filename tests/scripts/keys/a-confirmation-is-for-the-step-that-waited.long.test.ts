import { expect, test } from "vitest";
import { openKeyYard } from "../../support/key-yard.ts";
import { events, useShipyardOfItsOwn } from "../../support/shipyard.ts";

const yard = useShipyardOfItsOwn();

test(
  "a confirmation of a step that shows by itself by then does not confirm the next one",
  { timeout: 200_000 },
  async () => {
    const at = await openKeyYard(yard(), { app: { kind: "supabase-publishable" } });
    expect(events(await at.run("rotate", "app", "--json"))[0]).toMatchObject({
      waiting: { waits: "deploy" },
    });
    await at.deploy();
    const confirmed = await at.run("rotate", "app", "--confirm", "--json");
    expect(events(confirmed)[0], confirmed.stderr).toMatchObject({
      waiting: { waits: "update-client" },
      rotation: { steps: [{}, {}, { step: "deploy", how: "observed" }] },
    });
  },
);

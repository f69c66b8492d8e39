import { expect, test } from "vitest";
import { feedOf, offer } from "./support/feed-server.ts";
import { appStateSignals } from "../../../clients/ts/src/react-native.ts";
import { createUseUpdates } from "../../../clients/ts/src/react.ts";
import { createUpdates } from "../../../clients/ts/src/updates.ts";

test("the hook gives React the same state until it changes, tells it of changes, and of none after it left", async () => {
  const updates = createUpdates({ url: "", publishableKey: "", component: "web", build: 100 });
  let renders = 0;
  let leave = () => {};
  const useUpdates = createUseUpdates({
    useSyncExternalStore: (subscribe, getSnapshot, getServerSnapshot) => {
      expect(getSnapshot()).toBe(getSnapshot());
      expect(getServerSnapshot?.()).toBe(getSnapshot());
      leave = subscribe(() => renders++);
      return getSnapshot();
    },
  });
  expect(useUpdates(updates).decision.kind).toBe("unknown");
  await updates.apply(feedOf({ offers: [offer(101)] }));
  expect(renders).toBe(1);
  leave();
  updates.skip();
  expect(renders).toBe(1);
});

test("an app that comes to the foreground asks, one that leaves it does not", () => {
  const listeners: ((state: string) => void)[] = [];
  let woken = 0;
  const signals = appStateSignals({
    addEventListener: (_, listener) => {
      listeners.push(listener);
      return { remove: () => listeners.pop() };
    },
  });
  const stop = signals(() => woken++);
  for (const state of ["inactive", "background", "active"]) listeners[0]?.(state);
  expect(woken).toBe(1);
  stop();
  expect(listeners).toEqual([]);
});

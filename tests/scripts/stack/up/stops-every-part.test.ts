import { expect, test } from "vitest";
import { Lifecycle } from "../../../../scripts/stack/lifecycle.ts";

test("parts stop in the opposite order, once, and one that fails does not keep the others running", async () => {
  const stopped: string[] = [];
  const part = (name: string, failure?: Error) => ({
    stop: () => {
      stopped.push(name);
      return failure ? Promise.reject(failure) : Promise.resolve();
    },
  });
  const lifecycle = new Lifecycle();
  await lifecycle.add(part("first"));
  await lifecycle.add(Promise.resolve(part("second", new Error("stuck"))));
  await lifecycle.add(part("third"));
  await expect(lifecycle.add(Promise.reject(new Error("never started")))).rejects.toThrow("never started");

  await expect(lifecycle.stop()).rejects.toThrow("stuck");
  await expect(lifecycle.stop()).rejects.toThrow("stuck");

  expect(stopped).toEqual(["third", "second", "first"]);
});

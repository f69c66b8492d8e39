import { expect, onTestFinished, test } from "vitest";
import { killPid } from "../../../../scripts/runtime.ts";
import { isRunning, untilEnded } from "../../../support/processes.ts";
import { provider } from "./provider.ts";

test("stop ends it, also twice", async () => {
  const { apns } = await provider();
  expect(await isRunning(apns.pid)).toBe(true);
  await Promise.all([apns.stop(), apns.stop()]);
  expect(await isRunning(apns.pid)).toBe(false);
});

test("it ends when its parent is killed", async () => {
  const module = new URL("../../../../scripts/stack/apns/apns.ts", import.meta.url).href;
  const { apns: other } = await provider();
  const script = `const { startApns } = await import(${JSON.stringify(module)});
    const { publicKey } = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
    const apns = await startApns({ keyId: "K", teamId: "T", publicKey: await crypto.subtle.exportKey("jwk", publicKey) });
    console.log(apns.pid);
    setInterval(() => {}, 1000);`;
  const parent = new Deno.Command(Deno.execPath(), { args: ["eval", script], stdout: "piped" }).spawn();
  const reader = parent.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const pid = Number((await reader.read()).value);
  onTestFinished(() => void killPid(pid, "SIGKILL"));
  await reader.cancel();
  expect(await isRunning(pid)).toBe(true);
  parent.kill("SIGKILL");
  await parent.status;
  await untilEnded([pid]);
  expect(await isRunning(other.pid)).toBe(true);
});

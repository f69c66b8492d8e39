import type { DeployContext } from "../../deploy/context.ts";
import { probeOnce } from "../../deploy/verify.ts";
import { readAgreed } from "../../git/agreed.ts";
import type { Git } from "../../git/git.ts";
import type { Manifest, Verify } from "../../manifest/schema.ts";
import { sha256 } from "../../runtime.ts";
import { commandsOf, sentBy } from "./commands.ts";

/**
 * Asks a probe for a command that only shows what is, and asks nobody: what a probe would send of whoever looks is sent only as it was last agreed
 * to, and in a clone that has never shipped not at all. Never raises but for an abort.
 */
export async function lookOnce(
  git: Git,
  context: DeployContext,
  probe: Verify,
  wanted: { build: number },
): ReturnType<typeof probeOnce> {
  const { manifest, component } = context;
  if (sentBy(probe) === undefined || await isAgreed(git, manifest, component)) {
    return await probeOnce(context, probe, wanted);
  }
  const saw = `was not asked: nobody has agreed here to what it sends, as slipway verify ${component} asks`;
  return { isVerified: false, saw, isFinal: true };
}

/** Whether all probes of a component are as they were agreed to, and what `{url}` stands for in them. */
async function isAgreed(git: Git, manifest: Manifest, component: string): Promise<boolean> {
  const known = await readAgreed(git);
  const asked = [...commandsOf(manifest)].filter(([pointer]) =>
    pointer.startsWith(`/components/${component}/verify/`) ||
    /^\/ship\/environments\/[^/]+\/url$/.test(pointer)
  );
  const same = await Promise.all(
    asked.map(async ([pointer, text]) => known?.[pointer] === await sha256(text)),
  );
  return same.every(Boolean);
}

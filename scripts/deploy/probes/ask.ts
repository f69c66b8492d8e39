import { addressIn } from "../../manifest/probe-address.ts";
import type { Verify } from "../../manifest/schema.ts";
import { baseEnvironment, type DeployContext } from "../context.ts";
import { missingVariables } from "./fill.ts";
import { type ProbeResult, unseen } from "./probe-result.ts";

/** Asks once what is there now. Never raises but for an abort. */
export async function probeOnce(
  context: DeployContext,
  probe: Verify,
  wanted: { build: number },
): Promise<ProbeResult> {
  const env = baseEnvironment(context);
  const missing = missingVariables(probe, env);
  if (missing.length > 0) {
    return { ...unseen(`could not be asked: ${missing.join(", ")} is not set`), isFinal: true };
  }
  switch (probe.type) {
    case "supabase": {
      const { probeSupabase } = await import("./supabase.ts");
      return await probeSupabase(context);
    }
    case "sql": {
      const { probeSql } = await import("./sql.ts");
      return await probeSql(context, probe);
    }
    case "browser": {
      const { probeBrowser } = await import("./browser.ts");
      return await probeBrowser(context, probe, wanted);
    }
    default: {
      const url = addressIn(context.environment.url, probe.url);
      if (url === undefined) {
        return { ...unseen(`could not be asked: ${context.environment.name} has no url`), isFinal: true };
      }
      const { probeUrl } = await import("./url.ts");
      return await probeUrl({ ...probe, url }, { wanted, env, signal: context.signal });
    }
  }
}

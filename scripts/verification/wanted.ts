import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { ControlPlane } from "../control-plane/control-plane.ts";
import type { Environment } from "../manifest/environment.ts";

/** The build that probes have to find. */
interface Wanted {
  build: number;
  version: string;
  /** Empty when nobody knows. */
  sha: string;
}

/** What is verified in an environment, by component. */
type DeployedIn = (environment: string, component: string) => Promise<Wanted | undefined>;

/**
 * The build that a component should have in an environment: the given one, else what was verified there last, else what the world was told of
 * where that is this environment's. Raises `build_unknown`, exit code 2.
 */
export async function wantedBuild(
  { control, environment, deployedIn }: {
    control: Pick<ControlPlane, "manifest">;
    environment: Environment;
    deployedIn?: DeployedIn;
  },
  component: string,
  given?: number,
): Promise<Wanted> {
  const found = await deployedIn?.(environment.name, component);
  if (given !== undefined) return found?.build === given ? found : { build: given, version: "", sha: "" };
  if (found !== undefined) return found;
  if (environment.announces) {
    const { components } = await control.manifest();
    const told = components[component];
    if (told !== undefined) return { build: told.build, version: told.version ?? "", sha: "" };
  }
  throw new CommandError(
    "build_unknown",
    `nobody knows which build of ${component} is in ${environment.name}`,
    `Say it: slipway verify ${component} --env ${environment.name} --build N.`,
    exitCode.usage,
  );
}

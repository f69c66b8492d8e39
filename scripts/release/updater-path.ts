import type { Manifest } from "../manifest/schema.ts";
import { channels } from "../tracks/channel.ts";
import { fillTemplate } from "../tracks/template.ts";

/** The systems for which electron-updater asks for a file of its own: what it puts behind the channel's name. Source: electron-updater, `getChannelFilePrefix`. */
const suffixes = { windows: "", mac: "-mac", linux: "-linux", "linux-arm64": "-linux-arm64" };

/** The file of a channel; electron-updater's has one for each system, as beta.yml, beta-mac.yml, beta-linux.yml. */
export function updaterPath(template: string, channel: string, system?: keyof typeof suffixes): string {
  const path = fillTemplate(template, { channel });
  return system === undefined ? path : path.replace(/(\.[^./]+)?$/, (ending) => suffixes[system] + ending);
}

/** Whether a release of any track writes this file for clients that read it. */
export function isUpdaterFile({ components }: Pick<Manifest, "components">, path: string): boolean {
  return Object.values(components).some(({ release }) => {
    const updater = release?.updater;
    if (updater === undefined) return false;
    const systems = updater.type === "electron"
      ? (["windows", "mac", "linux", "linux-arm64"] as const)
      : [undefined];
    return [updater.file, ...updater.aliases].some((template) =>
      channels.some((channel) => systems.some((system) => updaterPath(template, channel, system) === path))
    );
  });
}

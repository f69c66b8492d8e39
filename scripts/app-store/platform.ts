/** A platform as App Store Connect names it. One app may have several, and each counts its builds for itself. */
export type StorePlatform = "IOS" | "MAC_OS" | "TV_OS" | "VISION_OS";

/** The names of version.json. */
export const platforms = {
  ios: "IOS",
  macos: "MAC_OS",
  tvos: "TV_OS",
  visionos: "VISION_OS",
} as const satisfies Record<string, StorePlatform>;

/** Whether fastlane means this platform: it writes `MAC_OS`, `macos` and `osx`, `VISION_OS` and `xros`, one here, the other there. */
export function isNamed(platform: StorePlatform, name: string): boolean {
  const plain = name.replaceAll("_", "").toUpperCase();
  return plain === platform.replaceAll("_", "") || others[plain] === platform;
}

const others: Record<string, StorePlatform> = {
  OSX: "MAC_OS",
  APPLETVOS: "TV_OS",
  XROS: "VISION_OS",
};

/** How the iOS project keeps its build number. */
export type XcodeVariant = "plain" | "xcconfig" | "quoted" | "crlf" | "bom";

export const pbxprojPath = "ios/Helper.xcodeproj/project.pbxproj";
export const xcconfigPath = "ios/Config/Version.xcconfig";

const targets = [
  {
    name: "Helper",
    id: "7A0B10",
    bundle: "test.example.helper",
    product: "com.apple.product-type.application",
  },
  {
    name: "HelperTunnel",
    id: "7A0B20",
    bundle: "test.example.helper.tunnel",
    product: "com.apple.product-type.app-extension",
  },
  {
    name: "HelperActivity",
    id: "7A0B30",
    bundle: "test.example.helper.activity",
    product: "com.apple.product-type.app-extension",
  },
];

/**
 * The files below `ios/`: an app and two extensions, Debug and Release; with `xcconfig` the number is in a file of its
 * own.
 */
export function xcodeFiles(variant: XcodeVariant, build: number, name: string): Map<string, string> {
  const files = new Map([[pbxprojPath, project(variant, build, name)]]);
  if (variant === "xcconfig") {
    files.set(
      xcconfigPath,
      `// One number for the app and its extensions.\n#include? "Local.xcconfig"\n\nCURRENT_PROJECT_VERSION = ${build} // rises with every upload\nMARKETING_VERSION = 1.0\n`,
    );
  }
  for (const target of targets) {
    files.set(`ios/${target.name}/${target.name}.swift`, `import Foundation\n\nenum ${target.name} {}\n`);
  }
  return files;
}

function project(variant: XcodeVariant, build: number, name: string): string {
  const text = [
    "// !$*UTF8*$!",
    "{",
    "\tarchiveVersion = 1;",
    "\tclasses = {",
    "\t};",
    "\tobjectVersion = 77;",
    "\tobjects = {",
    "",
    ...section("PBXFileReference", [
      ...targets.map(({ id, name }) =>
        `\t\t${id}0000000000000000F1 /* ${name}.swift */ = {isa = PBXFileReference; lastKnownFileType = sourcecode.swift; path = ${name}.swift; sourceTree = "<group>"; };`
      ),
      ...variant === "xcconfig"
        ? [
          '\t\t7A0B000000000000000000F9 /* Version.xcconfig */ = {isa = PBXFileReference; lastKnownFileType = text.xcconfig; path = Version.xcconfig; sourceTree = "<group>"; };',
        ]
        : [],
    ]),
    ...section("PBXNativeTarget", targets.flatMap(nativeTarget)),
    ...section("PBXProject", [
      "\t\t7A0B00000000000000000001 /* Project object */ = {",
      "\t\t\tisa = PBXProject;",
      '\t\t\tbuildConfigurationList = 7A0B00000000000000000002 /* Build configuration list for PBXProject "Helper" */;',
      "\t\t\ttargets = (",
      ...targets.map(({ id, name }) => `\t\t\t\t${id}000000000000000001 /* ${name} */,`),
      "\t\t\t);",
      "\t\t};",
    ]),
    ...section("XCBuildConfiguration", [
      ...["Debug", "Release"].flatMap((configuration) => [
        `\t\t7A0B0000000000000000${configuration === "Debug" ? "00D0" : "00E0"} /* ${configuration} */ = {`,
        "\t\t\tisa = XCBuildConfiguration;",
        ...variant === "xcconfig"
          ? ["\t\t\tbaseConfigurationReference = 7A0B000000000000000000F9 /* Version.xcconfig */;"]
          : [],
        "\t\t\tbuildSettings = {",
        "\t\t\t\tALWAYS_SEARCH_USER_PATHS = NO;",
        "\t\t\t\tDYLIB_CURRENT_VERSION = 1;",
        "\t\t\t\tIPHONEOS_DEPLOYMENT_TARGET = 18.0;",
        "\t\t\t\tSDKROOT = iphoneos;",
        '\t\t\t\tSWIFT_ACTIVE_COMPILATION_CONDITIONS = "$(inherited)";',
        "\t\t\t};",
        `\t\t\tname = ${configuration};`,
        "\t\t};",
      ]),
      ...targets.flatMap((target) =>
        ["Debug", "Release"].flatMap((configuration) =>
          buildConfiguration(target, configuration, variant, build, name)
        )
      ),
    ]),
    "\t};",
    "\trootObject = 7A0B00000000000000000001 /* Project object */;",
    "}",
    "",
  ].join(variant === "crlf" ? "\r\n" : "\n");
  return variant === "bom" ? `\ufeff${text}` : text;
}

function nativeTarget({ id, name, product }: typeof targets[number]): string[] {
  return [
    `\t\t${id}000000000000000001 /* ${name} */ = {`,
    "\t\t\tisa = PBXNativeTarget;",
    `\t\t\tbuildConfigurationList = ${id}000000000000000002 /* Build configuration list for PBXNativeTarget "${name}" */;`,
    "\t\t\tbuildPhases = (",
    "\t\t\t);",
    `\t\t\tname = ${name};`,
    `\t\t\tproductType = "${product}";`,
    "\t\t};",
  ];
}

function buildConfiguration(
  target: typeof targets[number],
  configuration: string,
  variant: XcodeVariant,
  build: number,
  name: string,
): string[] {
  const quote = (value: string | number) =>
    variant === "quoted" || /\W/.test(`${value}`) ? `"${value}"` : value;
  return [
    `\t\t${target.id}0000000000000000${configuration === "Debug" ? "D0" : "E0"} /* ${configuration} */ = {`,
    "\t\t\tisa = XCBuildConfiguration;",
    "\t\t\tbuildSettings = {",
    "\t\t\t\tCODE_SIGN_STYLE = Automatic;",
    ...variant === "xcconfig" ? [] : [`\t\t\t\tCURRENT_PROJECT_VERSION = ${quote(build)};`],
    "\t\t\t\tGENERATE_INFOPLIST_FILE = YES;",
    ...target.name === "Helper" ? [`\t\t\t\tINFOPLIST_KEY_CFBundleDisplayName = ${quote(name)};`] : [],
    ...variant === "xcconfig" ? [] : ["\t\t\t\tMARKETING_VERSION = 1.0;"],
    `\t\t\t\tPRODUCT_BUNDLE_IDENTIFIER = ${target.bundle};`,
    '\t\t\t\tPRODUCT_NAME = "$(TARGET_NAME)";',
    "\t\t\t\tSWIFT_VERSION = 6.0;",
    "\t\t\t};",
    `\t\t\tname = ${configuration};`,
    "\t\t};",
  ];
}

function section(isa: string, lines: string[]): string[] {
  return [`/* Begin ${isa} section */`, ...lines, `/* End ${isa} section */`, ""];
}

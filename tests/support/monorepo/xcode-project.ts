/** A target of a made-up project; its settings are the same in Debug and Release. */
interface MadeTarget {
  name: string;
  /** What follows `com.apple.product-type.`; `application` by default. */
  product?: string;
  settings?: Record<string, string>;
  /** Only in Release. */
  release?: Record<string, string>;
  /** Beside the project. */
  xcconfig?: string;
}

export interface MadeProject {
  targets: MadeTarget[];
  settings?: Record<string, string>;
  xcconfig?: string;
}

/** The text of a project.pbxproj with the levels that Xcode looks through: targets, the project, their xcconfig files. */
export function madeProject({ targets, settings = {}, xcconfig }: MadeProject): string {
  const configs = [xcconfig, ...targets.map((target) => target.xcconfig)].filter((path) =>
    path !== undefined
  );
  const owners: MadeTarget[] = [{ name: "Project", settings, xcconfig }, ...targets];
  return [
    "// !$*UTF8*$!",
    "{",
    "\tarchiveVersion = 1;",
    "\tobjects = {",
    "/* Begin PBXFileReference section */",
    ...configs.map((path) =>
      `\t\t${
        idOf("FILE", path)
      } /* ${path} */ = {isa = PBXFileReference; path = "${path}"; sourceTree = "<group>"; };`
    ),
    "/* End PBXFileReference section */",
    `\t\tMAIN = {isa = PBXGroup; children = (${
      configs.map((path) => idOf("FILE", path)).join(", ")
    }); sourceTree = "<group>"; };`,
    ...targets.flatMap(({ name, product = "application" }) => [
      `\t\t${idOf("TARGET", name)} /* ${name} */ = {`,
      "\t\t\tisa = PBXNativeTarget;",
      `\t\t\tbuildConfigurationList = ${idOf("LIST", name)};`,
      `\t\t\tname = ${name};`,
      `\t\t\tproductType = "com.apple.product-type.${product}";`,
      "\t\t};",
    ]),
    "\t\tROOT /* Project object */ = {",
    "\t\t\tisa = PBXProject;",
    "\t\t\tbuildConfigurationList = LIST_Project;",
    "\t\t\tmainGroup = MAIN;",
    `\t\t\ttargets = (${targets.map(({ name }) => idOf("TARGET", name)).join(", ")});`,
    "\t\t};",
    ...owners.flatMap((owner) => ["Debug", "Release"].flatMap((name) => configuration(owner, name))),
    ...owners.map(({ name }) =>
      `\t\t${idOf("LIST", name)} = {isa = XCConfigurationList; buildConfigurations = (${
        idOf("DEBUG", name)
      }, ${idOf("RELEASE", name)}); defaultConfigurationName = Release; };`
    ),
    "\t};",
    "\trootObject = ROOT /* Project object */;",
    "}",
    "",
  ].join("\n");
}

function configuration({ name, settings = {}, release = {}, xcconfig }: MadeTarget, of: string): string[] {
  const all = of === "Release" ? { ...settings, ...release } : settings;
  return [
    `\t\t${idOf(of.toUpperCase(), name)} /* ${of} */ = {`,
    "\t\t\tisa = XCBuildConfiguration;",
    ...xcconfig === undefined ? [] : [`\t\t\tbaseConfigurationReference = ${idOf("FILE", xcconfig)};`],
    "\t\t\tbuildSettings = {",
    ...Object.entries(all).map(([key, value]) => `\t\t\t\t${quoted(key)} = ${quoted(value)};`),
    "\t\t\t};",
    `\t\t\tname = ${of};`,
    "\t\t};",
  ];
}

function quoted(text: string): string {
  return /^[\w./]+$/.test(text) ? text : `"${text}"`;
}

function idOf(kind: string, name: string): string {
  return `${kind}_${name.replaceAll(/\W/g, "_")}`;
}

/** An Info.plist with these keys. */
export function infoPlist(keys: Record<string, string>): string {
  const rows = Object.entries(keys).map(([key, value]) =>
    `\t<key>${key}</key>\n\t<string>${value}</string>\n`
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0">\n<dict>\n${
    rows.join("")
  }</dict>\n</plist>\n`;
}

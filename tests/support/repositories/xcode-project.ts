/** A target of an Xcode project, as a test describes it. */
interface TargetWish {
  name: string;
  /** `application`, `app-extension`, `framework`, `bundle.unit-test`, `tool` … */
  product: string;
  /** Settings of every configuration of the target. */
  settings: Record<string, string>;
  /** Names of the targets that it embeds. */
  embeds?: string[];
  /** An xcconfig file that its configurations are based on. */
  base?: string;
}

interface ProjectWish {
  targets: TargetWish[];
  /** Settings of the project, weaker than those of a target. */
  settings?: Record<string, string>;
  base?: string;
}

/** project.pbxproj with groups, configurations and dependencies, as Xcode would write it. */
export function pbxproj({ targets, settings = {}, base }: ProjectWish): string {
  const configs = [...new Set([base, ...targets.map((target) => target.base)])].filter((path) =>
    path !== undefined
  );
  const file = (path: string) => `F${String(configs.indexOf(path)).padStart(3, "0")}`;
  const dictionary = (entries: Record<string, string>) =>
    `{ ${
      Object.entries(entries).map(([key, value]) => `\n\t\t\t\t${quote(key)} = ${quote(value)};`).join("")
    }\n\t\t\t}`;
  const configurations = (id: string, own: Record<string, string>, path?: string) =>
    ["Debug", "Release"].map((name) =>
      `\t\t${id}${name} = {\n\t\t\tisa = XCBuildConfiguration;\n${
        path === undefined ? "" : `\t\t\tbaseConfigurationReference = ${file(path)} /* ${path} */;\n`
      }\t\t\tbuildSettings = ${dictionary(own)};\n\t\t\tname = ${name};\n\t\t};\n`
    ).join("") +
    `\t\t${id}List = {isa = XCConfigurationList; buildConfigurations = (${id}Debug, ${id}Release, ); defaultConfigurationName = Release; };\n`;
  const id = (name: string) =>
    `T${String(targets.findIndex((target) => target.name === name)).padStart(3, "0")}`;
  return `// !$*UTF8*$!
{
	archiveVersion = 1;
	objectVersion = 77;
	objects = {
${
    configs.map((path) =>
      `\t\t${file(path)} = {isa = PBXFileReference; lastKnownFileType = text.xcconfig; path = ${
        quote(path)
      }; sourceTree = "<group>"; };\n`
    ).join("")
  }
		MAIN = {isa = PBXGroup; children = (${
    configs.map((path) => `${file(path)}, `).join("")
  }); sourceTree = "<group>"; };
		PROJECT = {
			isa = PBXProject;
			buildConfigurationList = PList /* Build configuration list */;
			mainGroup = MAIN;
			targets = (${targets.map(({ name }) => `${id(name)} /* ${name} */, `).join("")});
		};
${configurations("P", settings, base)}${
    targets.map((target) =>
      `\t\t${id(target.name)} = {\n\t\t\tisa = PBXNativeTarget;\n\t\t\tbuildConfigurationList = ${
        id(target.name)
      }List;\n\t\t\tdependencies = (${
        (target.embeds ?? []).map((name) => `D${id(target.name)}${id(name)}, `).join("")
      });\n\t\t\tname = ${
        quote(target.name)
      };\n\t\t\tproductType = "com.apple.product-type.${target.product}";\n\t\t};\n${
        (target.embeds ?? []).map((name) =>
          `\t\tD${id(target.name)}${id(name)} = {isa = PBXTargetDependency; target = ${
            id(name)
          } /* ${name} */; };\n`
        ).join("")
      }${configurations(id(target.name), target.settings, target.base)}`
    ).join("")
  }	};
	rootObject = PROJECT /* Project object */;
}
`;
}

function quote(value: string): string {
  return /^[A-Za-z0-9_.$/]+$/.test(value) ? value : `"${value.replace(/["\\]/g, "\\$&")}"`;
}

/** An Info.plist with these strings. */
export function infoPlist(values: Record<string, string>): string {
  const lines = Object.entries(values).map(([key, value]) =>
    `\t<key>${key}</key>\n\t<string>${value}</string>\n`
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0">\n<dict>\n${
    lines.join("")
  }</dict>\n</plist>\n`;
}

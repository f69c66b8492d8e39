import type { Shape } from "./shape.ts";
import { infoPlist, pbxproj } from "./xcode-project.ts";

const project = "App.xcodeproj/project.pbxproj";
const number = (build: number | string) => ({
  CURRENT_PROJECT_VERSION: String(build),
  MARKETING_VERSION: "2.1",
});
const bundle = (id: string) => ({ PRODUCT_BUNDLE_IDENTIFIER: id, PRODUCT_NAME: "$(TARGET_NAME)" });
const phone = { SDKROOT: "iphoneos" };

/** Repositories of apps for Apple's platforms. */
export const appleShapes: Shape[] = [
  {
    kind: "Xcode: the application names the app; its extension, a framework and tests do not",
    files: {
      [project]: pbxproj({
        settings: phone,
        targets: [
          { name: "Kit", product: "framework", settings: { ...bundle("test.a"), ...number(42) } },
          { name: "AppTests", product: "bundle.unit-test", settings: { ...bundle("t"), ...number(42) } },
          {
            name: "Widget",
            product: "app-extension",
            settings: { ...bundle("test.example.app.widget"), ...number(42) },
          },
          {
            name: "App",
            product: "application",
            embeds: ["Widget"],
            settings: { ...bundle("test.example.app"), ...number(42) },
          },
        ],
      }),
    },
    components: { ios: ["ios", ".", 42, `${project} CURRENT_PROJECT_VERSION`] },
  },
  {
    kind: "Xcode: a project that builds frameworks alone is no app",
    files: {
      "package.json": { name: "tool", bin: "x.js" },
      "kit/Kit.xcodeproj/project.pbxproj": pbxproj({
        settings: phone,
        targets: [{ name: "Kit", product: "framework", settings: number(3) }],
      }),
    },
    components: { tool: ["cli", ".", 0, "package.json /build"] },
    leftOut: ["kit/Kit.xcodeproj"],
  },
  {
    kind: "Xcode: an xcconfig file that another one includes, behind $(inherited), is where the build is",
    files: {
      "Config/App.xcconfig":
        '#include "Version.xcconfig"\nPRODUCT_BUNDLE_IDENTIFIER = test.example.$(SUFFIX)\n',
      "Config/Version.xcconfig":
        "CURRENT_PROJECT_VERSION = 202611270105 // by date\nMARKETING_VERSION = 3.0\nSUFFIX = app\n",
      [project]: pbxproj({
        settings: phone,
        base: "Config/App.xcconfig",
        targets: [{
          name: "App",
          product: "application",
          settings: { CURRENT_PROJECT_VERSION: "$(inherited)", PRODUCT_NAME: "App" },
        }],
      }),
    },
    components: { ios: ["ios", ".", 202611270105, "Config/Version.xcconfig CURRENT_PROJECT_VERSION"] },
  },
  {
    kind: "Xcode: a variable in Info.plist leads to the setting of another name",
    files: {
      "App/Info.plist": infoPlist({
        CFBundleVersion: "${APP_BUILD}",
        CFBundleShortVersionString: "$(APP_VERSION)",
      }),
      [project]: pbxproj({
        settings: { ...phone, APP_BUILD: "9", APP_VERSION: "1.9", CURRENT_PROJECT_VERSION: "1" },
        targets: [{
          name: "App",
          product: "application",
          settings: { INFOPLIST_FILE: "$(SRCROOT)/App/Info.plist", ...bundle("test.a") },
        }],
      }),
    },
    components: { ios: ["ios", ".", 9, `${project} APP_BUILD`] },
  },
  {
    kind: "Xcode: a number in Info.plist itself is named, and the setting beside it is not taken for it",
    files: {
      "App/Info.plist": infoPlist({ CFBundleVersion: "77", CFBundleShortVersionString: "7.0" }),
      [project]: pbxproj({
        settings: { ...phone, CURRENT_PROJECT_VERSION: "1" },
        targets: [{
          name: "App",
          product: "application",
          settings: { INFOPLIST_FILE: "App/Info.plist", ...bundle("test.a") },
        }],
      }),
    },
    components: { ios: ["ios", ".", 77] },
    remarks: [/App\/Info.plist itself \(CFBundleVersion = 77\)/],
  },
  {
    kind: "Xcode: a dotted build is named, with the page that says how to move on",
    files: {
      [project]: pbxproj({
        settings: { ...phone, ...number("1.0.2") },
        targets: [{ name: "App", product: "application", settings: bundle("test.a") }],
      }),
    },
    components: { ios: ["ios", ".", 0] },
    remarks: [/1\.0\.2 is no whole number.*docs\/dotted-builds\.md/],
  },
  {
    kind: "Xcode: targets that disagree are named, and nothing is overwritten",
    files: {
      [project]: pbxproj({
        settings: phone,
        targets: [
          { name: "App", product: "application", settings: { ...bundle("test.a"), ...number(50) } },
          { name: "AppTests", product: "bundle.unit-test", settings: number(1) },
        ],
      }),
    },
    components: { ios: ["ios", ".", 50] },
    remarks: [/CURRENT_PROJECT_VERSION in App.xcodeproj\/project.pbxproj \(50, 1\) disagree/],
  },
  {
    kind: "Xcode: a setting with a condition is named",
    files: {
      [project]: pbxproj({
        settings: phone,
        targets: [{
          name: "App",
          product: "application",
          settings: {
            ...bundle("test.a"),
            ...number(5),
            "CURRENT_PROJECT_VERSION[sdk=iphonesimulator*]": "1",
          },
        }],
      }),
    },
    components: { ios: ["ios", ".", 5] },
    remarks: [/under conditions/],
  },
  {
    kind: "Xcode: an iOS app with a helper for the Mac stays iOS, and another application is named",
    files: {
      [project]: pbxproj({
        settings: { SDKROOT: "auto" },
        targets: [
          {
            name: "Helper",
            product: "application",
            settings: { SUPPORTED_PLATFORMS: "macosx", ...bundle("test.helper"), ...number(8) },
          },
          {
            name: "App",
            product: "application",
            settings: {
              SUPPORTED_PLATFORMS: "iphoneos iphonesimulator",
              ...bundle("test.app"),
              ...number(8),
            },
          },
        ],
      }),
    },
    components: { ios: ["ios", ".", 8, `${project} CURRENT_PROJECT_VERSION`] },
    remarks: [/builds another application, Helper/],
  },
  {
    kind: "Xcode: an app for the Mac is a desktop app, not its launcher",
    files: {
      "mac/Notes.xcodeproj/project.pbxproj": pbxproj({
        settings: { SDKROOT: "macosx" },
        targets: [
          {
            name: "Launcher",
            product: "application",
            settings: { ...bundle("test.launcher"), ...number(12) },
          },
          // as Xcode has it for the tests of an app
          { name: "NotesTests", product: "bundle.unit-test", embeds: ["Notes"], settings: number(12) },
          { name: "Notes", product: "application", settings: { ...bundle("test.notes"), ...number(12) } },
        ],
      }),
    },
    components: {
      notes: ["desktop", "mac", 12, "mac/Notes.xcodeproj/project.pbxproj CURRENT_PROJECT_VERSION"],
    },
  },
  {
    kind: "XcodeGen: project.yml is the source, whether git tracks the project or not",
    files: {
      "ios/project.yml":
        "name: Gen\nsettings:\n  CURRENT_PROJECT_VERSION: 31\n  MARKETING_VERSION: '1.4'\ninclude:\n  - target.yml\n",
      "ios/target.yml":
        "targets:\n  Gen:\n    type: application\n    platform: iOS\n    settings:\n      base:\n        PRODUCT_BUNDLE_IDENTIFIER: test.gen\n",
      "mac/project.yml": "name: Bar\ntargets:\n  Bar: { type: application, platform: macOS }\n",
      "mac/Bar.xcodeproj/project.pbxproj": pbxproj({
        settings: { SDKROOT: "macosx", ...number(6) },
        targets: [{ name: "Bar", product: "application", settings: bundle("test.bar") }],
      }),
    },
    components: { ios: ["ios", "ios", 31], bar: ["desktop", "mac", 6] },
    remarks: [/ios\/project.yml: XcodeGen writes/, /mac\/project.yml: XcodeGen writes/],
  },
  {
    kind: "Tuist: Project.swift is the source",
    files: {
      "Project.swift":
        'import ProjectDescription\nlet project = Project(\n  name: "Tuisty",\n  targets: [.target(name: "Tuisty", destinations: .iOS, product: .app, bundleId: "test.tuisty",\n    settings: .settings(base: ["CURRENT_PROJECT_VERSION": "14"]))]\n)\n',
    },
    components: { ios: ["ios", ".", 14] },
    remarks: [/Project.swift: Tuist writes/],
  },
  {
    kind: "React Native: the iOS project owns the package, the Android project its folder",
    files: {
      "package.json": { name: "mono", private: true, workspaces: ["apps/*"] },
      "apps/mobile/package.json": {
        name: "mobile",
        private: true,
        dependencies: { "react-native": "1" },
        scripts: { start: "react-native start" },
      },
      "apps/mobile/ios/Mobile.xcodeproj/project.pbxproj": pbxproj({
        settings: phone,
        targets: [{
          name: "Mobile",
          product: "application",
          settings: { ...bundle("test.m"), ...number(4) },
        }],
      }),
      "apps/mobile/android/settings.gradle": "include ':app'\n",
      "apps/mobile/android/app/build.gradle":
        'apply plugin: "com.android.application"\nandroid {\n  defaultConfig {\n    versionCode 5\n    versionName "1.0.1"\n  }\n}\n',
    },
    components: {
      android: [
        "android",
        "apps/mobile/android",
        5,
        "apps/mobile/android/app/build.gradle versionCode",
        "apps/mobile/android/app/build.gradle versionName",
      ],
      ios: [
        "ios",
        "apps/mobile",
        4,
        "apps/mobile/ios/Mobile.xcodeproj/project.pbxproj CURRENT_PROJECT_VERSION",
      ],
    },
  },
];

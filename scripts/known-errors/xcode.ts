import type { KnownTool } from "./known-error.ts";

/** xcodebuild, codesign, xcrun and CocoaPods. */
export const xcode: KnownTool = {
  tool: "Xcode",
  errors: [
    {
      code: "known_xcode_certificate_missing",
      signs: [
        'No signing certificate "',
        ["No certificate for team", "matching"],
        "No valid signing certificate found",
      ],
      means: "the keychain has no certificate of this kind together with its private key",
      fix:
        "`security find-identity -v -p codesigning` shows what is there; `bundle exec fastlane match appstore --readonly` fetches it, or Xcode, Settings, Accounts, Manage Certificates makes it",
    },
    {
      code: "known_xcode_profile_missing",
      signs: [
        ["No profiles for '", "were found"],
        "requires a provisioning profile",
        ["No profile for team", "matching"],
        ["rovisioning profile", "doesn't include signing certificate"],
      ],
      means: "no provisioning profile fits this app and this certificate",
      fix:
        "`bundle exec fastlane match appstore --readonly`, or `xcodebuild … -allowProvisioningUpdates` with a key of App Store Connect",
    },
    {
      code: "known_xcode_team_missing",
      signs: [["Signing for", "requires a development team"]],
      means: "the target names no team, as after a project was generated anew",
      fix:
        "`xcodebuild … DEVELOPMENT_TEAM=<team id>`, or choose the team in Xcode, Signing & Capabilities, and commit it",
    },
    {
      code: "known_xcode_keychain_locked",
      signs: ["errSecInternalComponent", "User interaction is not allowed"],
      means: "codesign may not use the key: the keychain is locked, as over ssh or in CI",
      fix:
        "`security unlock-keychain ~/Library/Keychains/login.keychain-db`, and once `security set-key-partition-list -S apple-tool:,apple: -s ~/Library/Keychains/login.keychain-db`",
    },
    {
      code: "known_xcode_stale_cache",
      signs: [
        "has been modified since the module file",
        "has been modified since the precompiled header",
        ["PCH file", "out of date and needs to be rebuilt"],
        ["module file", "is out of date and needs to be rebuilt"],
        ["DerivedData", "database is locked"],
      ],
      means: "Xcode's cache is of an earlier state of the files, or two builds share it",
      fix: "`rm -rf ~/Library/Developer/Xcode/DerivedData`, then the same command",
    },
    {
      code: "known_xcode_license",
      signs: [
        "You have not agreed to the Xcode license agreements",
        "Agreeing to the Xcode/iOS license requires admin privileges",
      ],
      means: "nobody has agreed to the terms of this Xcode since it was installed or updated",
      fix: "`sudo xcodebuild -license accept && sudo xcodebuild -runFirstLaunch`",
    },
    {
      code: "known_xcode_not_selected",
      signs: [
        "xcrun: error: invalid active developer path",
        "requires Xcode, but active developer directory",
        'xcrun: error: unable to find utility "',
      ],
      means: "the command line uses no whole Xcode, as after an update of macOS",
      fix: "`sudo xcode-select --switch /Applications/Xcode.app`",
    },
    {
      code: "known_xcode_scheme_missing",
      signs: ["does not contain a scheme named"],
      means: "the scheme is not in the repository: it has another name, or is not shared",
      fix:
        "`xcodebuild -list` shows what is there; Xcode, Product, Scheme, Manage Schemes, Shared, then commit xcshareddata",
    },
    {
      code: "known_pods_stale",
      signs: [
        "The sandbox is not in sync with the Podfile.lock",
        "Unable to find a specification for",
        "CocoaPods could not find compatible versions for pod",
      ],
      means: "the installed pods, or the list of pods on this machine, are older than Podfile.lock",
      fix: "`bundle exec pod install --repo-update` where the Podfile is",
    },
    {
      code: "known_xcode_platform_missing",
      signs: ["Unable to find a destination matching the provided destination specifier", [
        "platform is not installed",
        "Xcode",
      ]],
      means: "this Xcode has no SDK or simulator for the platform that is asked for",
      fix:
        "`xcodebuild -downloadPlatform iOS`; `xcodebuild -showdestinations -scheme <scheme>` shows what is there",
    },
  ],
};

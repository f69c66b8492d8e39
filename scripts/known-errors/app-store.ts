import type { KnownTool } from "./known-error.ts";

/** What Apple's servers answer to an upload by altool, Transporter or fastlane. ITMS numbers are those of a validation. */
export const appStore: KnownTool = {
  tool: "Uploads to the App Store",
  errors: [
    {
      code: "known_build_number_exists",
      signs: [
        "ITMS-90189",
        "ITMS-4238",
        "Redundant Binary Upload",
        "The bundle version must be higher than the previously uploaded version",
        "(-19232)",
        "an attribute with a value that has already been used",
      ],
      means:
        "the store has a build with this number already; it takes each number once, also of a build that failed or expired",
      fix:
        "`slipway ios ship` again: it asks the store and takes a higher number. In a project of its own: `agvtool new-version -all <a higher number>`",
    },
    {
      code: "known_version_closed",
      signs: [
        "ITMS-90062",
        "ITMS-90186",
        ["The train version", "is closed for new build submissions"],
        "must contain a higher version than that of the previously approved version",
      ],
      means:
        "this marketing version is on the store, so that it takes no more builds; a higher build number does not help",
      fix:
        "`slipway ios bump patch --push`, then `slipway ios ship`. In a project of its own: `bundle exec fastlane run increment_version_number bump_type:patch`",
    },
    {
      code: "known_sdk_too_old",
      signs: ["ITMS-90725", "SDK version issue. This app was built with the"],
      means: "the store no longer takes what this Xcode builds",
      fix:
        "install the Xcode that the message names, then `sudo xcode-select --switch /Applications/Xcode.app`",
    },
    {
      code: "known_privacy_text_missing",
      signs: ["ITMS-90683", "Missing purpose string in Info.plist"],
      means: "the app, or a library in it, can ask for something private, and Info.plist does not say why",
      fix:
        "add the NS…UsageDescription that the message names to Info.plist, commit, then `slipway ios ship`",
    },
    {
      code: "known_asc_key_refused",
      signs: [
        "Provide a properly configured and signed bearer token",
        "Authentication credentials are missing or invalid",
        "Unable to authenticate with App Store Connect",
      ],
      means:
        "App Store Connect does not take the key: revoked, of another issuer, or this machine's clock is wrong",
      fix:
        "`slipway ios status` says which; compare ASC_KEY_ID and ASC_ISSUER_ID with App Store Connect, Users and Access, Integrations",
    },
    {
      code: "known_upload_hangs_up",
      signs: ["The network connection was lost. (-1005)", ["altool", "Connection reset by peer"]],
      means: "the connection to Apple broke during the upload; something may have arrived all the same",
      fix:
        "`slipway ios status` shows whether the build is there; if so `slipway ios confirm`, else `slipway ios ship`",
    },
  ],
};

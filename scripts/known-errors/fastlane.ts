import type { KnownTool } from "./known-error.ts";

/** Source: match, deliver and fastlane_core of fastlane 2.237.0. */
export const fastlane: KnownTool = {
  tool: "fastlane",
  errors: [
    {
      code: "known_fastlane_certificate_missing",
      signs: [
        "No code signing identity found and can not create a new one",
        "No code signing identity found",
        "Could not find a matching code signing identity",
        "no signing identity matches",
      ],
      means:
        "this machine has no certificate to sign the app with, and match may not make one because it only reads",
      fix:
        "`bundle exec fastlane match appstore --readonly false` once on a machine that may make certificates; then `bundle exec fastlane match appstore --readonly` here",
    },
    {
      code: "known_fastlane_match_passphrase",
      signs: [
        "Couldn't decrypt the repo, please make sure you enter the right password",
        "Invalid password passed via 'MATCH_PASSWORD'",
      ],
      means: "the certificates are encrypted with another passphrase than the one that match was given",
      fix:
        "`export MATCH_PASSWORD=…` with the passphrase of the certificates' repository, then the same command",
    },
    {
      code: "known_fastlane_profile_missing",
      signs: ["No matching provisioning profiles found and can not create a new one"],
      means:
        "match has no provisioning profile for this app, as of an extension that is new, and may not make one",
      fix:
        "`bundle exec fastlane match appstore --app_identifier <bundle id> --readonly false` once on a machine that may make profiles",
    },
    {
      code: "known_fastlane_lane_missing",
      signs: ["Could not find lane '"],
      means: "the Fastfile has no lane of this name, or has it below another platform",
      fix: "`bundle exec fastlane lanes`, then write the name with its platform, as `fastlane ios beta`",
    },
    {
      code: "known_fastlane_two_factor",
      signs: [
        "Two-factor Authentication (6 digits code) is enabled for account",
        "Need to acknowledge to Apple's Apple ID and Privacy statement",
        "Your session cookie has been expired",
      ],
      means: "fastlane signs in as a person, and Apple asks that person for a code",
      fix:
        "use a key of App Store Connect instead: `app_store_connect_api_key` in the lane, with the ASC_ variables that `slipway ios status` takes as well",
    },
    {
      code: "known_fastlane_app_not_found",
      signs: [
        "Failed to determine the appleID from bundleID",
        "Could not find app with app identifier",
        "Could not find an app on App Store Connect with app_identifier",
        "No suitable application records were found",
      ],
      means: "App Store Connect has no app with this bundle id, or the key may not see it",
      fix:
        "compare the bundle id with App Store Connect, Apps; make the app there once, or give the key access; pass `apple_id:` to upload_to_testflight if two apps look alike",
    },
    {
      code: "known_fastlane_review_in_progress",
      signs: [["Cannot submit for review - A review submission", "already"]],
      means: "the app has an open submission, and the App Store takes one at a time",
      fix:
        "wait for its review, or take it back: `upload_to_app_store(reject_if_possible: true, submit_for_review: true)`",
    },
    {
      code: "known_fastlane_export_compliance",
      signs: ["Export compliance is required to submit", "Missing Export Compliance"],
      means: "nobody has said whether the app encrypts more than the system does for it",
      fix:
        "`/usr/libexec/PlistBuddy -c 'Add :ITSAppUsesNonExemptEncryption bool false' Info.plist` if it does not; it holds for every later build",
    },
    {
      code: "known_fastlane_agreement",
      signs: [
        "A required agreement is missing or has expired",
        "You need to accept the latest Apple Developer Program License Agreement",
      ],
      means: "Apple has new terms, and the account's holder has not agreed to them",
      fix:
        "the account's holder agrees at developer.apple.com/account and in App Store Connect, Business; then the same command",
    },
    {
      code: "known_fastlane_not_installed",
      signs: [
        "bundler: command not found: fastlane",
        "fastlane: command not found",
        "fastlane: not found",
        ["Could not find fastlane-", "in locally installed gems"],
      ],
      means: "fastlane is not installed for this Ruby",
      fix:
        '`bundle install` where the Gemfile is; for fresh work trees too: `"ship": { "prepare": "bundle install" }`',
    },
  ],
};

import type { KnownTool } from "./known-error.ts";

/** Gradle, the Android plugin, and what Google Play answers to an upload. */
export const gradle: KnownTool = {
  tool: "Gradle and Android",
  errors: [
    {
      code: "known_gradle_wrapper_missing",
      signs: [
        "Couldn't find gradlew at path",
        "Could not find or load main class org.gradle.wrapper.GradleWrapperMain",
        "gradlew: No such file or directory",
        "gradlew: not found",
        ["Unable to access jarfile", "gradle-wrapper.jar"],
      ],
      means: "gradlew or gradle-wrapper.jar is not in the commit; often .gitignore takes *.jar out",
      fix:
        "`gradle wrapper`, then `git add -f gradlew gradle/wrapper/gradle-wrapper.jar gradle/wrapper/gradle-wrapper.properties`, and commit",
    },
    {
      code: "known_gradle_wrapper_not_executable",
      signs: [["gradlew", "Permission denied"]],
      means: "gradlew is in the commit, but not as a program",
      fix: "`git update-index --chmod=+x gradlew`, and commit",
    },
    {
      code: "known_gradle_stale_cache",
      signs: [
        "Could not read workspace metadata from",
        ["Could not open", "generic class cache for"],
        "Corrupted DataBlock",
        "CorruptedCacheException",
        ["Could not create service of type", "FileHasher"],
      ],
      means: "Gradle's cache is damaged: a build was killed while it wrote there, or the disk was full",
      fix: "`./gradlew --stop && rm -rf ~/.gradle/caches .gradle`, then the same command",
    },
    {
      code: "known_gradle_cache_locked",
      signs: ["Timeout waiting to lock"],
      means: "another Gradle holds the cache, perhaps one that hangs",
      fix: "`./gradlew --stop`; if that does not help, end the process whose PID the message names",
    },
    {
      code: "known_gradle_java_version",
      signs: [
        "Unsupported class file major version",
        ["Android Gradle plugin requires Java", "to run. You are currently using Java"],
        ["class file version", "this version of the Java Runtime only recognizes"],
        "No matching toolchains found for requested specification",
      ],
      means: "Gradle runs with another Java than the build is made for",
      fix: "`java -version`, then `export JAVA_HOME=<the version that the message names>`",
    },
    {
      code: "known_java_missing",
      signs: [
        "JAVA_HOME is not set and no 'java' command could be found",
        "JAVA_HOME is set to an invalid directory",
        "Unable to locate a Java Runtime",
      ],
      means: "there is no Java where Gradle looks for it",
      fix:
        "install a JDK, then `export JAVA_HOME=<its folder>`; a deploy's environment has it if this shell has it",
    },
    {
      code: "known_android_sdk_missing",
      signs: ["SDK location not found. Define a valid SDK location"],
      means: "the Android SDK is not where Gradle looks for it; local.properties is no file of a commit",
      fix: "`export ANDROID_HOME=<the SDK's folder>`, as ~/Library/Android/sdk or ~/Android/Sdk",
    },
    {
      code: "known_android_licenses",
      signs: ["You have not accepted the license agreements of the following SDK components"],
      means: "a part of the Android SDK has terms that nobody has agreed to on this machine",
      fix: '`yes | "$ANDROID_HOME/cmdline-tools/latest/bin/sdkmanager" --licenses`',
    },
    {
      code: "known_android_keystore_missing",
      signs: [
        ["Keystore file", "not found for signing config"],
        "Keystore was tampered with, or password was incorrect",
        ["Failed to read key", "from store"],
      ],
      means: "the key that signs the app is not there, or its password is another one",
      fix:
        "put the keystore where the signing config looks for it, and set its password's variables; neither belongs into the commit",
    },
    {
      code: "known_play_version_code_used",
      signs: [["ersion code", "has already been used"], "apkUpgradeVersionConflict"],
      means: "Google Play has an upload with this versionCode already; it takes each number once",
      fix: "`slipway bump <component>`, commit, then upload again",
    },
    {
      code: "known_gradle_memory",
      signs: [
        "Expiring Daemon because JVM heap space is exhausted",
        "java.lang.OutOfMemoryError",
        "Gradle build daemon disappeared unexpectedly",
      ],
      means: "the build needs more memory than Gradle may take, or than the machine has",
      fix:
        "`org.gradle.jvmargs=-Xmx4g` in gradle.properties; on a small machine also `./gradlew --no-parallel`",
    },
  ],
};

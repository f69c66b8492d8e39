import Foundation

/// What a client has to know; the first three are all that most apps say.
public struct UpdateConfiguration: Sendable {
    /// The Supabase project: `https://<ref>.supabase.co`.
    public var url: String
    /// Its publishable key: for Realtime, and for registering push tokens.
    public var publishableKey: String
    /// As version.json names it.
    public var component: String
    public var channel: Channel
    /// The build that is running; nil when it is not known, and then nothing ever blocks it.
    public var build: Int?
    /// As "18.1": offers with bounds are only for who says it.
    public var os: String?
    /// Decides about rollouts; a random UUID of the first launch when it is left out. It stays on the device until a push token is registered.
    public var installationID: String?
    /// Pinned keys: where the system has Ed25519, only a feed that one of them signed counts.
    public var publicKeys: [PublicKey]
    /// As `slipway init --function-prefix` was given it.
    public var functionPrefix: String
    public var storage: any UpdateStorage
    public var http: any UpdateHTTP
    /// How broadcasts are heard. Nil: by asking alone, every 15 minutes.
    public var transport: (any UpdateTransport)?
    public var clock: UpdateClock

    public init(
        url: String,
        publishableKey: String,
        component: String,
        channel: Channel = .live,
        build: Int? = UpdateConfiguration.buildOfApp(),
        os: String? = UpdateConfiguration.osVersion(),
        installationID: String? = nil,
        publicKeys: [PublicKey] = [],
        functionPrefix: String = "",
        storage: any UpdateStorage = UserDefaultsStorage(),
        http: any UpdateHTTP = URLSessionHTTP(),
        clock: UpdateClock = UpdateClock()
    ) {
        self.url = url
        self.publishableKey = publishableKey
        self.component = component
        self.channel = channel
        self.build = build
        self.os = os
        self.installationID = installationID
        self.publicKeys = publicKeys
        self.functionPrefix = functionPrefix
        self.storage = storage
        self.http = http
        self.clock = clock
        transport = PhoenixTransport(url: url, publishableKey: publishableKey)
    }

    /// CFBundleVersion as a whole number.
    public static func buildOfApp(_ bundle: Bundle = .main) -> Int? {
        (bundle.object(forInfoDictionaryKey: "CFBundleVersion") as? String).flatMap(Int.init).flatMap { $0 >= 0 ? $0 : nil }
    }

    /// As "18.1.0".
    public static func osVersion() -> String {
        let version = ProcessInfo.processInfo.operatingSystemVersion
        return "\(version.majorVersion).\(version.minorVersion).\(version.patchVersion)"
    }
}

/// Time and chance, so that tests need neither.
public struct UpdateClock: Sendable {
    public var now: @Sendable () -> Date
    /// Seconds. Raises an error when the task is cancelled.
    public var sleep: @Sendable (TimeInterval) async throws -> Void
    /// 0 up to, and without, 1.
    public var random: @Sendable () -> Double

    public init(
        now: @escaping @Sendable () -> Date = { Date() },
        sleep: @escaping @Sendable (TimeInterval) async throws -> Void = {
            try await Task.sleep(nanoseconds: UInt64(min(max($0, 0), 86_400) * 1_000_000_000))
        },
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.now = now
        self.sleep = sleep
        self.random = random
    }
}

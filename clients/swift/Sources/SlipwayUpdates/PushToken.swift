import Foundation

/// Which of Apple's hosts knows a token: an app that Xcode started has a sandbox one, TestFlight and the App Store have production ones.
public struct PushEnvironment: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public static let production = PushEnvironment(rawValue: "production")
    public static let sandbox = PushEnvironment(rawValue: "sandbox")

    /// Of this app. TestFlight and the App Store leave no profile in it.
    public static func current(_ bundle: Bundle = .main) -> PushEnvironment {
        #if targetEnvironment(simulator)
        return .sandbox
        #else
        let places = [
            bundle.url(forResource: "embedded", withExtension: "mobileprovision"),
            bundle.bundleURL.appendingPathComponent("Contents/embedded.provisionprofile"),
        ]
        return named(inProfile: places.compactMap { $0 }.lazy.compactMap { try? Data(contentsOf: $0) }.first)
        #endif
    }

    /// A profile is a signed envelope around a property list.
    static func named(inProfile profile: Data?) -> PushEnvironment {
        guard let profile, let start = profile.range(of: Data("<?xml".utf8))?.lowerBound,
            let end = profile.range(of: Data("</plist>".utf8), in: start..<profile.endIndex)?.upperBound,
            let list = try? PropertyListSerialization.propertyList(from: profile[start..<end], format: nil),
            let entitlements = (list as? [String: Any])?["Entitlements"] as? [String: Any]
        else { return .production }
        let names = ["aps-environment", "com.apple.developer.aps-environment"]
        let value = names.lazy.compactMap { entitlements[$0] as? String }.first
        return value == "development" ? .sandbox : .production
    }
}

/// A token as the system gave it.
public struct PushToken: Sendable, Equatable {
    /// In hex.
    public let token: String
    public let environment: PushEnvironment
    /// The app's bundle id. May be left out when the component has one app.
    public let topic: String?

    public init(token: String, environment: PushEnvironment, topic: String?) {
        self.token = token
        self.environment = environment
        self.topic = topic
    }

    /// What `didRegisterForRemoteNotificationsWithDeviceToken` brings.
    public init(deviceToken: Data, bundle: Bundle = .main) {
        self.init(
            token: PushToken.hex(deviceToken), environment: .current(bundle), topic: bundle.bundleIdentifier)
    }

    static func hex(_ bytes: Data) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0\(digits)" : digits
        }.joined()
    }
}

/// What came of a registration. Without one, an open app still hears of builds.
public enum PushResult: Sendable, Equatable {
    case registered(currentBuild: Int?)
    case unregistered
    /// `code` is the server's (docs/http.md), or `network`.
    case failed(code: String, status: Int?, retryAfter: TimeInterval)
}

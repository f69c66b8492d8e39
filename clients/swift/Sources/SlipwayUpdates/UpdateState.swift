import Foundation

/// What an app shows.
public struct UpdateState: Sendable, Equatable {
    public internal(set) var decision: Decision
    /// The build that is running.
    public internal(set) var build: Int?
    /// The highest build that is known to be there for this device; nil when none is.
    public internal(set) var newestBuild: Int?
    /// The build that was skipped last.
    public internal(set) var skippedBuild: Int?
    /// When the server last confirmed what is shown.
    public internal(set) var checkedAt: Date?
    /// Why the last look did not help, as a code; nil when it did. For logs: nobody has to act on it.
    public internal(set) var problem: String?

    /// Whether there is a build above the running one. Derived, so that it clears itself after the update.
    public var isOutdated: Bool {
        guard let build, let newestBuild else { return false }
        return newestBuild > build
    }

    /// Before anything is known.
    public static func nothingKnown(build: Int?) -> UpdateState {
        UpdateState(decision: Decision(.unknown, "feed_missing"), build: build)
    }
}

extension UpdateState {
    /// Where a decision is shown.
    public enum Surface: Sendable {
        case none
        /// In the app's own page.
        case banner
        /// A dialog that can be put off; then it is a banner.
        case dialog
        /// All of the screen.
        case block
    }

    public var surface: Surface {
        switch decision.kind {
        case .required: .block
        case .recommended: .dialog
        case .available: .banner
        default: .none
        }
    }
}

extension Decision {
    private static let schemes = ["https", "http", "itms-beta", "itms-apps", "itms-appss", "macappstore"]

    /// Where the update is; nil for an address that no app should open.
    public var updateLink: URL? {
        Decision.link(url)
    }

    /// Whom to ask when there is no update for this device.
    public var contactLink: URL? {
        Decision.link(contactURL, more: ["mailto"])
    }

    private static func link(_ text: String?, more: [String] = []) -> URL? {
        guard let url = text.flatMap(URL.init(string:)), let scheme = url.scheme?.lowercased() else { return nil }
        return schemes.contains(scheme) || more.contains(scheme) ? url : nil
    }
}

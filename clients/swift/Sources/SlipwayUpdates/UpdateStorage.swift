import Foundation

/// Where a client remembers. It may throw, be full or be empty: what it can't keep is forgotten at the end of the process, and that is all.
public protocol UpdateStorage: Sendable {
    /// Nil where there is nothing.
    func read(_ key: String) throws -> String?
    func write(_ text: String, forKey key: String) throws
}

/// The app's UserDefaults, or those of an app group.
public struct UserDefaultsStorage: UpdateStorage {
    private let suiteName: String?

    public init(suiteName: String? = nil) {
        self.suiteName = suiteName
    }

    public func read(_ key: String) -> String? {
        defaults.string(forKey: key)
    }

    public func write(_ text: String, forKey key: String) {
        defaults.set(text, forKey: key)
    }

    private var defaults: UserDefaults {
        suiteName.flatMap(UserDefaults.init(suiteName:)) ?? .standard
    }
}

import Foundation

/// What the server said last, as it lies in storage.
struct StoredFeed: Codable, Sendable {
    let body: String
    let signature: String?
    let etag: String?
    let at: Date
    /// What comes from storage blocks only if it did before.
    let isBlocking: Bool
}

/// The last feed that counted.
struct AcceptedFeed: Sendable {
    let feed: Feed
    let body: Data
    let signature: String?
    var etag: String?
    /// When it was last confirmed: what it says is what was true then, so that no block begins while nobody answers.
    var at: Date
    var mayBlock: Bool
}

/// A storage in which failing is the same as having nothing.
struct Memory: Sendable {
    let storage: any UpdateStorage
    let component: String
    let channel: Channel

    enum Name: String {
        case feed, skipped, nudged
    }

    func read(_ name: Name) -> String? {
        try? storage.read(key(name))
    }

    func write(_ text: String, _ name: Name) {
        try? storage.write(text, forKey: key(name))
    }

    func readFeed() -> StoredFeed? {
        read(.feed).flatMap { try? JSONDecoder().decode(StoredFeed.self, from: Data($0.utf8)) }
    }

    func writeFeed(_ feed: StoredFeed) {
        guard let data = try? JSONEncoder().encode(feed) else { return }
        write(String(decoding: data, as: UTF8.self), .feed)
    }

    /// The same for all components of an app: made at the first launch.
    func installationID() -> String {
        let key = "slipway.installation"
        if let known = try? storage.read(key), UUID(uuidString: known) != nil { return known.lowercased() }
        let made = UUID().uuidString.lowercased()
        try? storage.write(made, forKey: key)
        return made
    }

    private func key(_ name: Name) -> String {
        "slipway.\(component).\(channel.rawValue).\(name.rawValue)"
    }
}

import Foundation

/// What everybody on a component's channel is told. Offers on channels that this client does not know are left out.
public struct Feed: Sendable, Equatable {
    public let component: String
    public let channel: Channel
    public let seq: Int
    public let generatedAt: Date
    public let validUntil: Date
    public let offers: [Offer]
    public let marks: [Mark]
    public let policy: Policy?

    /// More than these is not a feed: nobody has so many, and reading stays fast.
    static let mostOffers = 500
    static let mostMarks = 10_000

    /// Raises an error where this is no feed of schema 1, or a required field is missing or of a wrong type.
    public init(json: Data) throws {
        self = try JSONDecoder().decode(Feed.self, from: json)
    }
}

/// A build on a channel, for a share of its devices.
public struct Offer: Sendable, Equatable {
    public let build: Int
    public let version: String
    public let channel: Channel
    /// The share in hundredths of a percent: 0 is nobody, 10000 everybody.
    public let bps: Int
    public let salt: String
    public let availableAt: Date
    public let severity: Severity
    public let requiresBuild: Int
    public let minOS: String?
    public let maxOS: String?
    public let url: String?
    public let notes: String?
    public let notesURL: String?
}

/// A build that matters more than others, offered or not.
public struct Mark: Sendable, Equatable {
    public let build: Int
    public let severity: Severity
}

/// The oldest build that may run, and the one that people are asked to have.
public struct Policy: Sendable, Equatable {
    public let minBuild: Int
    public let minVersion: String?
    public let forceAfter: Date?
    public let recommendedBuild: Int?
    /// Seconds.
    public let nudgeEvery: Int
    public let message: String?
    public let contactURL: String?
}

extension Feed: Decodable {
    private enum Key: String, CodingKey {
        case schema, component, channel, seq, offers, marks, policy
        case generatedAt = "generated_at"
        case validUntil = "valid_until"
    }

    public init(from decoder: any Decoder) throws {
        let feed = try decoder.container(keyedBy: Key.self)
        let offers = try feed.decode([Offer].self, forKey: .offers)
        guard try feed.whole(.schema) == 1 else { throw feed.wrong(.schema) }
        guard offers.count <= Feed.mostOffers else { throw feed.wrong(.offers) }
        component = try feed.decode(String.self, forKey: .component)
        channel = try feed.decode(Channel.self, forKey: .channel)
        seq = try feed.whole(.seq)
        generatedAt = try feed.time(.generatedAt)
        validUntil = try feed.time(.validUntil)
        self.offers = offers.filter { $0.channel.rank != nil }
        marks = try feed.decode([Mark].self, forKey: .marks)
        policy = try feed.decodeIfPresent(Policy.self, forKey: .policy)
        guard marks.count <= Feed.mostMarks else { throw feed.wrong(.marks) }
    }
}

extension Offer: Decodable {
    private enum Key: String, CodingKey {
        case build, version, channel, bps, salt, severity, url, notes
        case availableAt = "available_at"
        case requiresBuild = "requires_build"
        case minOS = "min_os"
        case maxOS = "max_os"
        case notesURL = "notes_url"
    }

    public init(from decoder: any Decoder) throws {
        let offer = try decoder.container(keyedBy: Key.self)
        build = try offer.whole(.build, atLeast: 1)
        version = try offer.decode(String.self, forKey: .version)
        channel = try offer.decode(Channel.self, forKey: .channel)
        bps = try offer.whole(.bps)
        salt = try offer.decode(String.self, forKey: .salt)
        availableAt = try offer.time(.availableAt)
        severity = try offer.severity(.severity)
        requiresBuild = try offer.whole(.requiresBuild)
        minOS = try offer.decodeIfPresent(String.self, forKey: .minOS)
        maxOS = try offer.decodeIfPresent(String.self, forKey: .maxOS)
        url = try offer.decodeIfPresent(String.self, forKey: .url)
        notes = try offer.decodeIfPresent(String.self, forKey: .notes)
        notesURL = try offer.decodeIfPresent(String.self, forKey: .notesURL)
        guard bps <= 10_000 else { throw offer.wrong(.bps) }
        guard isShort(salt) else { throw offer.wrong(.salt) }
    }
}

extension Mark: Decodable {
    private enum Key: String, CodingKey {
        case build, severity
    }

    public init(from decoder: any Decoder) throws {
        let mark = try decoder.container(keyedBy: Key.self)
        build = try mark.whole(.build, atLeast: 1)
        severity = try mark.severity(.severity)
    }
}

extension Policy: Decodable {
    private enum Key: String, CodingKey {
        case message
        case minBuild = "min_build"
        case minVersion = "min_version"
        case forceAfter = "force_after"
        case recommendedBuild = "recommended_build"
        case nudgeEvery = "nudge_every_s"
        case contactURL = "contact_url"
    }

    public init(from decoder: any Decoder) throws {
        let policy = try decoder.container(keyedBy: Key.self)
        minBuild = try policy.whole(.minBuild)
        minVersion = try policy.decodeIfPresent(String.self, forKey: .minVersion)
        forceAfter = try policy.timeIfPresent(.forceAfter)
        recommendedBuild = try policy.wholeIfPresent(.recommendedBuild, atLeast: -mostWhole)
        nudgeEvery = try policy.whole(.nudgeEvery)
        message = try policy.decodeIfPresent(String.self, forKey: .message)
        contactURL = try policy.decodeIfPresent(String.self, forKey: .contactURL)
    }
}

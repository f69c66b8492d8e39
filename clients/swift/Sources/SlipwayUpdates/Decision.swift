import Foundation

/// What a client should show.
public struct Decision: Sendable, Equatable {
    public internal(set) var kind: DecisionKind
    public internal(set) var build: Int?
    public internal(set) var version: String?
    public internal(set) var url: String?
    /// The highest of all that the update skips.
    public internal(set) var severity: Severity?
    public internal(set) var canSkip = true
    public internal(set) var deadline: Date?
    public internal(set) var message: String?
    public internal(set) var contactURL: String?
    /// A stable code: which rule matched.
    public internal(set) var reason: String

    init(_ kind: DecisionKind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }

    /// What is offered, with the severity of everything up to it.
    mutating func offer(_ offer: Offer?, severity: Severity?) {
        build = offer?.build
        version = offer?.version
        url = offer?.url
        self.severity = severity
    }
}

/// Who asks, at which time, and what it remembers.
public struct DecisionClient: Sendable, Equatable {
    public var component: String
    public var channel: Channel
    public var build: Int?
    /// As "18.1".
    public var os: String?
    public var installationID: String?
    /// A person asked: neither the share of a rollout nor the pause between nudges stands in the way.
    public var isManual: Bool
    public var now: Date
    public var remembered: Remembered

    public struct Remembered: Sendable, Equatable {
        /// The highest `seq` of a feed that was accepted.
        public var seq: Int?
        public var skippedBuild: Int?
        public var nudgedAt: Date?

        public init(seq: Int? = nil, skippedBuild: Int? = nil, nudgedAt: Date? = nil) {
            self.seq = seq
            self.skippedBuild = skippedBuild
            self.nudgedAt = nudgedAt
        }
    }

    public init(
        component: String, channel: Channel, build: Int?, os: String? = nil, installationID: String? = nil,
        isManual: Bool = false, now: Date, remembered: Remembered = Remembered()
    ) {
        self.component = component
        self.channel = channel
        self.build = build
        self.os = os
        self.installationID = installationID
        self.isManual = isManual
        self.now = now
        self.remembered = remembered
    }
}

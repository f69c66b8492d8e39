import Foundation

/// Where a build is offered. A channel that a newer server knows is no error here; it is left out.
public struct Channel: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public static let alpha = Channel(rawValue: "alpha")
    public static let beta = Channel(rawValue: "beta")
    public static let rc = Channel(rawValue: "rc")
    public static let live = Channel(rawValue: "live")

    /// From the most daring to the safest: who is on one sees it and every later one.
    static let inOrder: [Channel] = [.alpha, .beta, .rc, .live]

    /// The place in the order; nil for one that is not known.
    var rank: Int? {
        Channel.inOrder.firstIndex(of: self)
    }
}

/// How much a build matters. One that a newer server knows counts as normal.
public struct Severity: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public static let normal = Severity(rawValue: "normal")
    public static let important = Severity(rawValue: "important")
    public static let critical = Severity(rawValue: "critical")

    static let inOrder: [Severity] = [.normal, .important, .critical]

    var rank: Int {
        Severity.inOrder.firstIndex(of: self) ?? 0
    }

    var known: Severity {
        Severity.inOrder[rank]
    }
}

/// What a client should show.
public struct DecisionKind: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Nothing else is possible: a page that fills the screen.
    public static let required = DecisionKind(rawValue: "required")
    /// A dialog that can be put off.
    public static let recommended = DecisionKind(rawValue: "recommended")
    /// A banner in the app's own page.
    public static let available = DecisionKind(rawValue: "available")
    public static let upToDate = DecisionKind(rawValue: "up-to-date")
    /// Nobody knows: the app goes on as always.
    public static let unknown = DecisionKind(rawValue: "unknown")
}

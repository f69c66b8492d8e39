import Foundation

/// When to look again.
struct Poll {
    static let pause: TimeInterval = 15 * 60
    static let firstRetry: TimeInterval = 10
    /// An app that comes to the foreground ten times in a row asks once.
    static let rest: TimeInterval = 10
    /// Unsigned broadcasts reach everybody, and not everybody asks in the same second.
    static let spread: TimeInterval = 3

    /// Looks that failed in a row, and looks after broadcasts that found nothing.
    var failures = 0
    var fruitless = 0
    var lookedAt: Date?
    /// What the server asked for.
    var retryAfter: TimeInterval = 0
    /// The highest seq that was heard of.
    var wanted = 0
    /// Under way, and the one after it: what is under way may have been read before what its caller knows of.
    var looking: Task<Void, Never>?
    var next: Task<Void, Never>?
    var timer: Task<Void, Never>?
    var hint: Task<Void, Never>?

    /// A jitter of 10 % around the pause, and of 50 % around each doubled one.
    func wait(random: Double) -> TimeInterval {
        let pause = failures == 0
            ? Poll.pause * (0.9 + random / 5)
            : min(Poll.pause, Poll.firstRetry * pow(2, Double(failures - 1))) * (0.5 + random)
        return max(pause, retryAfter)
    }

    /// Anybody can send an unsigned broadcast: they are heeded less the more of them lead nowhere.
    func spread(random: Double) -> TimeInterval {
        Poll.spread * random * pow(2, Double(min(fruitless, 8)))
    }

    mutating func stop() {
        timer?.cancel()
        hint?.cancel()
        timer = nil
        hint = nil
    }
}

import Foundation

/// What a client does about a feed. The same rule as `ship.decide` in SQL and `decide` in TypeScript; the vectors in `clients/vectors` hold
/// them together. Without a valid feed nothing blocks.
public func decide(feed: Feed?, client: DecisionClient) -> Decision {
    guard let feed else { return Decision(.unknown, "feed_missing") }
    guard let now = Instant.milliseconds(of: client.now) else { return Decision(.unknown, "client_invalid") }
    if let reason = refusal(of: feed, client) { return Decision(.unknown, reason) }
    let market = Market(feed: feed, client: client)
    guard let build = client.build, build >= 0 else { return forUnknownBuild(market) }

    let candidate = market.candidate(for: build).flatMap { $0.build > build ? $0 : nil }
    var decision = Decision(.available, "newer_build")
    decision.offer(candidate, severity: candidate.map { feed.severity(after: build, upTo: $0) })

    if let policy = feed.policy, build < policy.minBuild {
        return belowMinimum(decision, policy, hasWayOut: market.highestReached(from: build) >= policy.minBuild, client)
    }
    guard let candidate else { return Decision(.upToDate, "no_newer_build") }
    let message = feed.policy?.message
    if decision.severity == .critical {
        decision.kind = .recommended
        decision.reason = "critical"
        decision.canSkip = false
        decision.message = message
        return decision
    }
    let isRecommended = (feed.policy?.recommendedBuild).map { $0 > build } ?? false
    guard isRecommended || decision.severity == .important else { return decision }
    decision.message = message
    if client.remembered.skippedBuild == candidate.build {
        decision.reason = "skipped"
    } else if !client.isManual && wasNudged(client.remembered.nudgedAt, every: feed.policy?.nudgeEvery ?? 0, now: now) {
        decision.reason = "nudged"
    } else {
        decision.kind = .recommended
        decision.reason = isRecommended ? "recommended_build" : "important"
    }
    return decision
}

/// Why a feed tells this client nothing; nil when it does.
private func refusal(of feed: Feed, _ client: DecisionClient) -> String? {
    if feed.component != client.component || feed.channel != client.channel { return "feed_other" }
    if let seq = client.remembered.seq, feed.seq < seq { return "feed_old" }
    return feed.validUntil <= client.now ? "feed_expired" : nil
}

private func forUnknownBuild(_ market: Market) -> Decision {
    let offer = market.candidate(for: 0)
    var decision = Decision(offer == nil ? .unknown : .available, "build_unknown")
    decision.offer(offer, severity: offer.map { market.feed.severity(after: $0.build - 1, upTo: $0) })
    return decision
}

private func belowMinimum(_ update: Decision, _ policy: Policy, hasWayOut: Bool, _ client: DecisionClient) -> Decision {
    var decision = update
    decision.kind = .recommended
    decision.canSkip = false
    decision.message = policy.message
    decision.contactURL = policy.contactURL
    if !hasWayOut {
        decision.reason = "below_min_no_way_out"
    } else if let deadline = policy.forceAfter, deadline > client.now {
        decision.reason = "below_min_later"
        decision.deadline = deadline
    } else {
        decision.kind = .required
        decision.reason = "below_min"
    }
    return decision
}

/// One that lies far in the future comes from a clock that was off.
private func wasNudged(_ nudgedAt: Date?, every seconds: Int, now: Int64) -> Bool {
    guard let nudgedAt, let nudged = Instant.milliseconds(of: nudgedAt) else { return false }
    let since = now - nudged
    let every = Int64(seconds) * 1000
    return since < every && since >= -every
}

extension Feed {
    /// The highest severity of all builds above `build`, up to the offered one.
    fileprivate func severity(after build: Int, upTo offer: Offer) -> Severity {
        let all = offers.map { ($0.build, $0.severity) } + marks.map { ($0.build, $0.severity) }
        return all.filter { $0.0 > build && $0.0 <= offer.build }.map(\.1).max { $0.rank < $1.rank } ?? offer.severity
    }
}

/// The offers that are for a device, the best first.
private struct Market {
    let feed: Feed
    private let offers: [Offer]

    init(feed: Feed, client: DecisionClient) {
        self.feed = feed
        offers = feed.offers.filter { $0.isFor(client) }.sorted { $0.order > $1.order }
    }

    func candidate(for build: Int) -> Offer? {
        offers.first { $0.requiresBuild <= build }
    }

    /// The build that a device ends at when it installs candidate after candidate.
    func highestReached(from build: Int) -> Int {
        var reached = build
        while let next = candidate(for: reached), next.build > reached { reached = next.build }
        return reached
    }
}

extension Offer {
    fileprivate var order: (Int, Int, Int) {
        (build, bps, channel.rank ?? -1)
    }

    fileprivate func isFor(_ client: DecisionClient) -> Bool {
        availableAt <= client.now && OSVersion.isInside(client.os, from: minOS, to: maxOS)
            && (bps == 10_000 || (client.isManual && bps > 0) || hasInShare(client.installationID))
    }

    private func hasInShare(_ id: String?) -> Bool {
        guard let id, isShort(id) else { return false }
        return bucket(salt: salt, installationID: id) < bps
    }
}

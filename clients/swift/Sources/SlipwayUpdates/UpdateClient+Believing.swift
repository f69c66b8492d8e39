import Foundation

/// What counts, and what is kept of it.
extension UpdateClient {
    func converge(_ body: Data, signature header: String?, etag: String?) -> Bool {
        let now = configuration.clock.now()
        guard takes(body, header: header, etag: etag, at: now, mayBlock: true) else { return false }
        remember()
        return true
    }

    /// The feed that counts is still what the server says. False when it is over by now and has to be read anew.
    func confirm() -> Bool {
        guard var known = accepted else { return false }
        let now = configuration.clock.now()
        let reason = decide(feed: known.feed, client: client(at: now)).reason
        if reason.hasPrefix("feed_") {
            accepted?.etag = nil
            fail(reason)
            return false
        }
        known.at = now
        known.mayBlock = true
        accepted = known
        problem = nil
        update()
        remember()
        return true
    }

    /// Once: what a launch before this one knew.
    func restore() {
        guard !isRestored else { return }
        isRestored = true
        installation = configuration.installationID ?? memory.installationID()
        skippedBuild = memory.read(.skipped).flatMap { Int($0) }
        nudgedAt = memory.read(.nudged).flatMap(Double.init).map(Date.init(timeIntervalSince1970:))
        if let feed = memory.readFeed() {
            let at = min(feed.at, configuration.clock.now())
            _ = takes(
                Data(feed.body.utf8), header: feed.signature, etag: feed.etag, at: at, mayBlock: feed.isBlocking)
            problem = nil
        }
        update()
    }

    private func takes(_ body: Data, header: String?, etag: String?, at: Date, mayBlock: Bool) -> Bool {
        guard signature.accepts(body, header: header) else {
            fail("feed_signature")
            return false
        }
        guard let feed = try? Feed(json: body) else {
            fail("feed_invalid")
            return false
        }
        let reason = decide(feed: feed, client: client(at: at)).reason
        guard !reason.hasPrefix("feed_"), !reason.hasPrefix("client_") else {
            fail(reason)
            return false
        }
        accepted = AcceptedFeed(
            feed: feed, body: body, signature: header, etag: etag, at: at, mayBlock: mayBlock)
        if let heard, heard.seq <= feed.seq { self.heard = nil }
        problem = nil
        update()
        return true
    }

    private func remember() {
        guard let accepted else { return }
        memory.writeFeed(
            StoredFeed(
                body: String(decoding: accepted.body, as: UTF8.self), signature: accepted.signature,
                etag: accepted.etag, at: accepted.at, isBlocking: state.decision.kind == .required))
    }
}

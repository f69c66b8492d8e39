import Foundation

extension UpdateClient {
    /// Clocks differ, by seconds.
    private static let leeway: TimeInterval = 300

    /// What was heard on Realtime. It may come from anybody: it makes this client look.
    public func handleBroadcast(_ broadcast: Broadcast) {
        guard Broadcast.events.contains(broadcast.event),
            broadcast.component ?? configuration.component == configuration.component,
            let seq = broadcast.seq, seq > knownSeq
        else { return }
        guard let claims = broadcast.jws.flatMap(signature.claims(of:)), isNews(claims) else {
            return hint(seq: seq, isSigned: false)
        }
        if let build = claims.build, claims.bps == 10_000 {
            heard = (claims.seq, build)
            update()
        }
        hint(seq: claims.seq, isSigned: true)
    }

    /// What a push carried. Whether it was one of this component's; then the client looks.
    public nonisolated func handlePush(userInfo: [AnyHashable: Any]) -> Bool {
        guard userInfo["component"] as? String == configuration.component, userInfo["build"] is NSNumber else {
            return false
        }
        Task { await self.refresh() }
        return true
    }

    /// Subscribes; each time that it is joined, the client asks, because what was said meanwhile is gone.
    func listen() {
        guard live == nil, let transport = configuration.transport else { return }
        let topics = Broadcast.topics(component: configuration.component, channel: configuration.channel)
        live = Task { [weak self] in
            for await event in transport.events(topics: topics) {
                switch event {
                case .joined: await self?.look()
                case .broadcast(let broadcast): await self?.handleBroadcast(broadcast)
                }
            }
        }
    }

    private var knownSeq: Int {
        accepted?.feed.seq ?? -1
    }

    private func isNews(_ claims: Signature.Claims) -> Bool {
        let now = configuration.clock.now().timeIntervalSince1970
        return claims.component == configuration.component
            && (claims.channel.rank ?? -1) >= (configuration.channel.rank ?? 0)
            && claims.seq > max(knownSeq, heard?.seq ?? -1)
            && Double(claims.iat) <= now + UpdateClient.leeway && Double(claims.exp) > now
    }

    /// There may be something: looks at once when a signature says so, else soon. Unsigned ones are merged.
    private func hint(seq: Int, isSigned: Bool) {
        poll.wanted = max(poll.wanted, seq)
        if poll.hint != nil && !isSigned { return }
        poll.hint?.cancel()
        let clock = configuration.clock
        let wait = isSigned ? 0 : poll.spread(random: clock.random())
        poll.hint = Task { [weak self] in
            guard (try? await clock.sleep(wait)) != nil, !Task.isCancelled else { return }
            await self?.followHint()
        }
    }

    private func followHint() async {
        poll.hint = nil
        await look()
    }
}

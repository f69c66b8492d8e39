import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

extension UpdateClient {
    static let timeout: TimeInterval = 10

    /// Whether the last look is long enough ago. A clock that was set back says so too.
    var isRested: Bool {
        guard let lookedAt = poll.lookedAt else { return true }
        return abs(configuration.clock.now().timeIntervalSince(lookedAt)) >= max(Poll.rest, poll.retryAfter)
    }

    func look() async {
        guard let looking = poll.looking else {
            let task = Task { await self.lookOnce() }
            poll.looking = task
            return await task.value
        }
        let next = poll.next ?? Task {
            await looking.value
            await self.lookAgain()
        }
        poll.next = next
        await next.value
    }

    private func lookAgain() async {
        poll.next = nil
        await look()
    }

    private func lookOnce() async {
        poll.lookedAt = configuration.clock.now()
        poll.retryAfter = 0
        let seq = poll.wanted
        var isFine = await ask(seq: isBehind(seq) ? seq : nil)
        // A cache on the way may have kept what was asked for too early.
        if isFine && isBehind(seq) { isFine = await ask(seq: nil) }
        // Whoever named a seq that nobody reaches is not believed for ever.
        poll.fruitless = isBehind(seq) ? poll.fruitless + 1 : 0
        if poll.wanted == seq { poll.wanted = 0 }
        poll.failures = isFine ? 0 : poll.failures + 1
        poll.looking = nil
        schedule()
    }

    private func isBehind(_ seq: Int) -> Bool {
        seq > (accepted?.feed.seq ?? 0)
    }

    private func schedule() {
        poll.timer?.cancel()
        guard isStarted else { return }
        let clock = configuration.clock
        let wait = poll.wait(random: clock.random())
        poll.timer = Task { [weak self] in
            guard (try? await clock.sleep(wait)) != nil, !Task.isCancelled else { return }
            await self?.look()
        }
    }

    /// Whether the server was understood.
    private func ask(seq: Int?) async -> Bool {
        guard let request = feedRequest(seq: seq), let (body, answer) = try? await configuration.http.send(request)
        else {
            fail("network")
            return false
        }
        poll.retryAfter = answer.retryAfter
        switch answer.statusCode {
        case 200:
            return converge(
                body,
                signature: answer.value(forHTTPHeaderField: "x-slipway-signature"),
                etag: answer.value(forHTTPHeaderField: "etag"))
        case 304 where accepted != nil:
            return confirm()
        case 404:
            // Unknown component or channel: nothing is wrong that asking sooner would mend.
            fail("http_404")
            return true
        default:
            fail("http_\(answer.statusCode)")
            return false
        }
    }

    private func feedRequest(seq: Int?) -> URLRequest? {
        let path = "updates/\(configuration.component)/\(configuration.channel.rawValue)"
        let query = seq.map { [URLQueryItem(name: "seq", value: "\($0)")] } ?? []
        guard var request = functionRequest(path, query: query) else { return nil }
        if let etag = accepted?.etag { request.setValue(etag, forHTTPHeaderField: "if-none-match") }
        return request
    }

    /// A request to one of Slipway's functions, past every cache of this device.
    func functionRequest(_ path: String, query: [URLQueryItem] = []) -> URLRequest? {
        let url = URL(string: configuration.url)?
            .appendingPathComponent("functions/v1/\(configuration.functionPrefix)\(path)")
        guard let url, var parts = URLComponents(url: url, resolvingAgainstBaseURL: false) else { return nil }
        if !query.isEmpty { parts.queryItems = query }
        guard let address = parts.url else { return nil }
        return URLRequest(
            url: address, cachePolicy: .reloadIgnoringLocalCacheData, timeoutInterval: UpdateClient.timeout)
    }
}

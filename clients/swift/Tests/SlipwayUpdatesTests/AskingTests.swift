import Foundation
import Testing

@testable import SlipwayUpdates

@Suite("Asking costs little")
struct AskingTests {
    @Test("what has not changed is not sent again")
    func entityTag() async {
        let bed = Bed(FakeServer(feed: feed(), headers: ["etag": "\"a\""]))
        let client = bed.client()
        await client.refresh()
        bed.server.answer.change { $0 = FakeServer.Answer(status: 304) }
        bed.clock.pass(60)
        await client.refresh()
        let request = bed.server.asked.get().last
        #expect(request?.value(forHTTPHeaderField: "if-none-match") == "\"a\"")
        #expect(request?.cachePolicy == .reloadIgnoringLocalCacheData)
        let state = await client.state
        #expect(state.problem == nil)
        #expect(state.isOutdated)
        #expect(state.checkedAt == bed.clock.now.get())
    }

    @Test("a feed that is over is read anew, though the server says that it is the same")
    func expired() async {
        let bed = Bed(FakeServer(feed: feed(), headers: ["etag": "\"a\""]))
        let client = bed.client()
        await client.refresh()
        bed.server.answer.change { $0 = FakeServer.Answer(status: 304) }
        bed.clock.pass(86_400)
        await client.refresh()
        await client.refresh()
        #expect(bed.server.asked.get().last?.value(forHTTPHeaderField: "if-none-match") == nil)
        #expect(await client.state.problem == "feed_expired")
    }

    @Test("every 15 minutes, more or less")
    func polls() async {
        let bed = Bed(FakeServer(feed: feed()))
        let client = bed.client()
        await client.start()
        await until { bed.clock.pauses.get() == [900] }
        bed.clock.wake()
        await until { bed.server.asked.get().count == 2 }
        #expect(bed.server.asked.get().count == 2)
    }

    @Test("an app that comes to the foreground ten times in a row asks once")
    func rests() async {
        let bed = Bed(FakeServer(feed: feed()))
        let client = bed.client()
        for _ in 0..<10 { await client.start() }
        #expect(bed.server.asked.get().count == 1)
        bed.clock.pass(10)
        await client.start()
        #expect(bed.server.asked.get().count == 2)
    }

    @Test("after failures ever more seldom, and never before the server wants it")
    func backsOff() {
        var poll = Poll()
        #expect(poll.wait(random: 0) == 810)
        poll.failures = 1
        #expect(poll.wait(random: 0.5) == 10)
        poll.failures = 4
        #expect(poll.wait(random: 0.5) == 80)
        poll.failures = 60
        #expect(poll.wait(random: 0.5) == 900)
        poll.retryAfter = 3000
        #expect(poll.wait(random: 0.5) == 3000)
    }

    @Test("not after stop")
    func stops() async {
        let bed = Bed(FakeServer(feed: feed()))
        let client = bed.client()
        await client.start()
        await until { !bed.clock.pauses.get().isEmpty }
        await client.stop()
        bed.clock.wake()
        try? await Task.sleep(nanoseconds: 20_000_000)
        #expect(bed.server.asked.get().count == 1)
    }

    @Test("broadcasts of things that do not exist are heeded less and less")
    func noise() {
        var poll = Poll()
        #expect(poll.spread(random: 0.5) == 1.5)
        poll.fruitless = 3
        #expect(poll.spread(random: 0.5) == 12)
        poll.fruitless = 100
        #expect(poll.spread(random: 0.5) == 384)
    }

    @Test("many broadcasts, one question; none for what is known, of another component, or of another kind")
    func merges() async {
        let bed = Bed(FakeServer(feed: feed()))
        let client = bed.client()
        await client.refresh()
        for broadcast in [("build-available", 12), ("something", 13)] {
            await client.handleBroadcast(Broadcast(event: broadcast.0, seq: broadcast.1))
        }
        let other = Data("{\"component\":\"dash\",\"seq\":13}".utf8)
        if let foreign = Broadcast(event: "build-available", payload: other) { await client.handleBroadcast(foreign) }
        #expect(bed.clock.pauses.get().isEmpty)
        for seq in 13...20 { await client.handleBroadcast(Broadcast(event: "build-offered", seq: seq)) }
        await until { !bed.clock.pauses.get().isEmpty }
        #expect(bed.clock.pauses.get() == [1.5])
        bed.clock.wake()
        await until { bed.server.asked.get().count == 3 }
        #expect(bed.server.addresses.dropFirst().map { $0.hasSuffix("?seq=20") } == [true, false])
    }

    @Test("a feed says which topics are its own", arguments: zip(["alpha", "rc", "live"], [4, 2, 1]))
    func topics(_ channel: String, _ count: Int) {
        let topics = Broadcast.topics(component: "ios", channel: Channel(rawValue: channel))
        #expect(topics.count == count)
        #expect(topics.last == "ios:build")
        #expect(channel == "live" || topics.first == "ios:build:\(channel)")
    }
}

@Suite("What a person decided is remembered")
struct RememberingTests {
    private let nudge = feed(policy: policy(recommended: .number(131)))

    @Test("a build that was skipped is a banner, a later one a dialog again")
    func skips() async {
        let storage = FakeStorage()
        let client = Bed(FakeServer(feed: nudge), storage: storage).client()
        await client.start()
        #expect(await client.state.surface == .dialog)
        await client.skip()
        #expect(await client.state.decision.reason == "skipped")
        let bed = Bed(FakeServer(feed: nudge), storage: storage)
        let next = bed.client()
        await next.start()
        #expect(await next.state.surface == .banner)
        bed.server.say(feed(seq: 13, build: 132, policy: policy(recommended: .number(132))))
        await next.refresh()
        #expect(await next.state.surface == .dialog)
    }

    @Test("a dialog that was put off comes back after the pause, or when a person asks")
    func nudges() async {
        let storage = FakeStorage()
        let client = Bed(FakeServer(feed: nudge), storage: storage).client()
        await client.start()
        await client.nudged()
        #expect(await client.state.decision.reason == "nudged")
        let bed = Bed(FakeServer(feed: nudge), storage: storage)
        let next = bed.client()
        await next.start()
        #expect(await next.state.surface == .banner)
        #expect(await next.refresh(isManual: true).surface == .dialog)
    }

    @Test("a critical one can't be skipped")
    func critical() async {
        let client = Bed(FakeServer(feed: feed(severity: "critical"))).client()
        await client.start()
        await client.skip()
        #expect(await client.state.decision.reason == "critical")
        #expect(await client.state.skippedBuild == nil)
    }

    @Test("the installation keeps its id")
    func installation() async {
        let storage = FakeStorage()
        let first = await Bed(storage: storage).client().installationID()
        let second = await Bed(storage: storage).client().installationID()
        #expect(first == second)
        #expect(first == first.lowercased())
    }
}

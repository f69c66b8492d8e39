import Foundation
import Testing

@testable import SlipwayUpdates

@Suite("Every way to hear of a build ends in the same state")
struct ConvergenceTests {
    private func isOutdatedBy131(_ client: UpdateClient) async -> Bool {
        let state = await client.state
        return state.isOutdated && state.newestBuild == 131 && state.decision.kind == .available
            && state.decision.url == "https://ios.example.test/install"
    }

    @Test("asking")
    func asking() async {
        let client = Bed(FakeServer(feed: feed())).client()
        await client.refresh()
        #expect(await isOutdatedBy131(client))
    }

    @Test("a broadcast, of an app that was up to date")
    func broadcast() async {
        let bed = Bed(FakeServer(feed: feed(seq: 11, build: 130)))
        let client = bed.client()
        await client.start()
        #expect(await client.state.decision.kind == .upToDate)
        bed.server.say(feed())
        bed.transport.say(.broadcast(Broadcast(event: "build-available", seq: 12)))
        await until { bed.clock.pauses.get().contains(1.5) }
        bed.clock.wake()
        await until { await isOutdatedBy131(client) }
        #expect(await isOutdatedBy131(client))
        #expect(bed.server.addresses.contains("https://ref.example.test/functions/v1/updates/ios/live?seq=12"))
    }

    @Test("being joined again, after which nothing is missed")
    func joined() async {
        let bed = Bed(FakeServer(feed: feed(seq: 11, build: 130)))
        let client = bed.client()
        await client.start()
        bed.server.say(feed())
        bed.transport.say(.joined)
        await until { await isOutdatedBy131(client) }
        #expect(await isOutdatedBy131(client))
    }

    @Test("a push")
    func push() async {
        let bed = Bed(FakeServer(feed: feed()))
        let client = bed.client()
        let isOurs = PushRegistration(client).handle(userInfo: ["component": "ios", "build": NSNumber(value: 131)])
        #expect(isOurs)
        await until { await isOutdatedBy131(client) }
        #expect(await isOutdatedBy131(client))
    }

    @Test("a cold start without network, from what is remembered")
    func coldStart() async {
        let storage = FakeStorage()
        await Bed(FakeServer(feed: feed()), storage: storage).client().refresh()
        let client = Bed(storage: storage).client()
        await client.start()
        #expect(await isOutdatedBy131(client))
        #expect(await client.state.problem == "network")
    }

    @Test("what an app brings itself")
    func applied() async {
        let client = Bed().client()
        #expect(await client.apply(feed: feed().data))
        #expect(await isOutdatedBy131(client))
    }

    @Test("after the update it is up to date by itself")
    func cleared() async {
        let storage = FakeStorage()
        await Bed(FakeServer(feed: feed()), storage: storage).client().refresh()
        let client = Bed(storage: storage).client(build: 131)
        await client.start()
        #expect(await client.state.isOutdated == false)
        #expect(await client.state.decision.kind == .upToDate)
    }

    @Test("a push about something else is left to the app")
    func foreignPush() {
        let push = PushRegistration(Bed().client())
        let foreign: [[AnyHashable: Any]] = [
            ["aps": ["alert": "Hello"]], ["component": "dash", "build": NSNumber(value: 131)],
        ]
        for userInfo in foreign {
            let isOurs = push.handle(userInfo: userInfo)
            #expect(isOurs == false)
        }
    }

    @Test("who reads the states gets the one of now, and each new one")
    func states() async {
        let client = Bed(FakeServer(feed: feed())).client()
        var states = await client.states().makeAsyncIterator()
        #expect(await states.next()?.decision.reason == "feed_missing")
        await client.refresh()
        await until { await isOutdatedBy131(client) }
        #expect(await states.next()?.newestBuild == 131)
    }
}

extension Broadcast {
    init(event: String, seq: Int, jws: String? = nil) {
        let record: [String: JSON] = ["seq": .number(Double(seq)), "jws": jws.map(JSON.text) ?? .null]
        let payload = try? JSONDecoder().decode(Payload.self, from: JSON.record(record).data)
        self.init(event: event, payload: payload ?? Payload())
    }
}

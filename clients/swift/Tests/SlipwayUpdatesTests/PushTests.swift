import Foundation
import Testing

@testable import SlipwayUpdates

@Suite("A push token is registered on every launch")
struct PushTests {
    private let token = PushToken(token: "9f4c", environment: .sandbox, topic: "com.example.app")

    @Test("with what the server takes")
    func registers() async throws {
        let bed = Bed(FakeServer(.init(body: Data("{\"registered\":true,\"component\":\"ios\",\"current_build\":131}".utf8))))
        #expect(await bed.client().registerPush(token) == .registered(currentBuild: 131))
        let request = try #require(bed.server.asked.get().first)
        #expect(request.url?.absoluteString == "https://ref.example.test/functions/v1/devices")
        #expect(request.httpMethod == "POST")
        #expect(request.value(forHTTPHeaderField: "apikey") == "sb_publishable_x")
        let body = try JSONDecoder().decode([String: JSON].self, from: request.httpBody ?? Data())
        #expect(body["component"]?.text == "ios")
        #expect(body["environment"]?.text == "sandbox")
        #expect(body["topic"]?.text == "com.example.app")
        #expect(body["installed_build"]?.whole == 130)
        #expect(body["installation_id"]?.text.flatMap { UUID(uuidString: $0) } != nil)
        #expect(body["os_version"]?.text == "18.1.0")
        #expect(body["channel"]?.text == "live")
    }

    @Test("on a channel of its own, and away again")
    func channel() async throws {
        let bed = Bed(FakeServer(.init(status: 204)))
        let client = bed.client(channel: .beta)
        await client.registerPush(token)
        #expect(await client.unregisterPush(token) == .unregistered)
        let bodies = try bed.server.asked.get().map {
            try JSONDecoder().decode([String: JSON].self, from: $0.httpBody ?? Data())
        }
        #expect(bodies.first?["channel"]?.text == "beta")
        #expect(bodies.last == ["token": .text("9f4c"), "topic": .text("com.example.app")])
    }

    @Test("once more when the server is busy, and never with an error")
    func retries() async {
        let busy = FakeServer.Answer(
            status: 503, body: Data("{\"code\":\"registration_busy\"}".utf8), headers: ["retry-after": "2"])
        let bed = Bed(FakeServer(busy))
        let client = bed.client()
        async let result = client.registerPush(token)
        await until { bed.clock.pauses.get() == [2] }
        bed.server.answer.change { $0 = .init(status: 422, body: Data("{\"code\":\"topic_unknown\"}".utf8)) }
        bed.clock.wake()
        #expect(await result == .failed(code: "topic_unknown", status: 422, retryAfter: 0))
        bed.server.answer.change { $0 = nil }
        #expect(await client.registerPush(token) == .failed(code: "network", status: nil, retryAfter: 0))
    }

    @Test("in hex")
    func hex() {
        #expect(PushToken.hex(Data([0x00, 0x0a, 0x9f, 0xff])) == "000a9fff")
    }

    @Test("with the environment that the profile names; production where there is none")
    func environments() {
        func profile(_ entitlement: String) -> Data {
            let list = """
                <?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict><key>Entitlements</key><dict>\
                \(entitlement)</dict></dict></plist>
                """
            return Data([0x30, 0x82, 0xff]) + Data(list.utf8) + Data([0x00, 0xfe])
        }
        let development = "<key>aps-environment</key><string>development</string>"
        let mac = "<key>com.apple.developer.aps-environment</key><string>development</string>"
        let production = "<key>aps-environment</key><string>production</string>"
        #expect(PushEnvironment.named(inProfile: profile(development)) == .sandbox)
        #expect(PushEnvironment.named(inProfile: profile(mac)) == .sandbox)
        #expect(PushEnvironment.named(inProfile: profile(production)) == .production)
        #expect(PushEnvironment.named(inProfile: profile("")) == .production)
        #expect(PushEnvironment.named(inProfile: Data("garbage".utf8)) == .production)
        #expect(PushEnvironment.named(inProfile: nil) == .production)
    }
}

@Suite("What goes over the socket")
struct PhoenixTests {
    @Test("a join asks for broadcasts of a public topic")
    func join() throws {
        let frame = PhoenixFrame.join(topic: "ios:build", ref: "1")
        let json = try JSONDecoder().decode(JSON.self, from: JSONEncoder().encode(frame))
        #expect(json["topic"].text == "realtime:ios:build")
        #expect(json["event"].text == "phx_join")
        #expect(json["join_ref"].text == "1")
        #expect(json["payload"]["config"]["private"] == .bool(false))
        #expect(json["payload"]["config"]["broadcast"]["self"] == .bool(false))
        #expect(json["payload"]["config"]["postgres_changes"] == .list([]))
    }

    @Test("a broadcast is read, and what is of another type in it is not there")
    func broadcast() throws {
        let text = """
            {"topic":"realtime:ios:build","event":"broadcast","ref":null,"payload":{"type":"broadcast",\
            "event":"build-available","payload":{"seq":12,"component":7,"build":131},"meta":{"id":"x"}}}
            """
        let frame = try JSONDecoder().decode(PhoenixFrame.self, from: Data(text.utf8))
        #expect(frame.subject == "ios:build")
        #expect(frame.payload.event == "build-available")
        #expect(frame.payload.payload?.seq == 12)
        #expect(frame.payload.payload?.component == nil)
    }

    @Test("the address is that of the project, with the key")
    func address() {
        let url = PhoenixTransport.socketURL(of: "https://ref.supabase.co", "sb_publishable_x")
        #expect(
            url?.absoluteString
                == "wss://ref.supabase.co/realtime/v1/websocket?apikey=sb_publishable_x&vsn=1.0.0")
    }
}

@Suite("Links")
struct LinkTests {
    @Test("only addresses that lead to a store or a page are opened")
    func schemes() {
        var decision = Decision(.available, "newer_build")
        for (text, isOpened) in [
            ("https://a.test", true), ("itms-beta://beta.itunes.apple.com/v1/app/1", true), ("HTTPS://a.test", true),
            ("javascript:alert(1)", false), ("file:///etc/passwd", false), ("tel:1", false), ("", false), ("/x", false),
        ] {
            decision.url = text
            #expect((decision.updateLink != nil) == isOpened, "\(text)")
        }
        decision.contactURL = "mailto:help@example.test"
        #expect(decision.contactLink != nil)
    }
}

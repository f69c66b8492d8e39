import Foundation
import Testing

@testable import SlipwayUpdates

@Suite("Swift answers as TypeScript and SQL do")
struct VectorTests {
    @Test("every decision of clients/vectors")
    func decisions() throws {
        let vectors = try Vectors.read("decide")
        #expect(vectors.count >= 250)
        for vector in vectors {
            let name = vector["name"]?.text ?? "?"
            let answer = answer(to: vector["feed"] ?? .null, client(vector["client"] ?? .null))
            #expect(answer == decision(vector["decision"] ?? .null), "\(name)")
        }
    }

    @Test("every bucket of clients/vectors")
    func buckets() throws {
        let vectors = try Vectors.read("bucket")
        #expect(vectors.count >= 5)
        for vector in vectors {
            let id = vector["installation_id"]?.text ?? "?"
            #expect(bucket(salt: vector["salt"]?.text ?? "?", installationID: id) == vector["bucket"]?.whole, "\(id)")
        }
    }

    private func answer(to feed: JSON, _ client: DecisionClient) -> Decision {
        if feed == .null { return decide(feed: nil, client: client) }
        guard let read = try? Feed(json: feed.data) else { return Decision(.unknown, "feed_invalid") }
        return decide(feed: read, client: client)
    }

    /// A time that is none is a date that is none.
    private func client(_ client: JSON) -> DecisionClient {
        let remembered = client["remembered"]
        return DecisionClient(
            component: client["component"].text ?? "",
            channel: Channel(rawValue: client["channel"].text ?? ""),
            build: client["build"].whole,
            os: client["os"].text,
            installationID: client["installation_id"].text,
            isManual: client["is_manual"].bool,
            now: client["now"].date ?? Date(timeIntervalSince1970: .nan),
            remembered: .init(
                seq: remembered["seq"].whole,
                skippedBuild: remembered["skipped_build"].whole,
                nudgedAt: remembered["nudged_at"].date
            )
        )
    }

    private func decision(_ expected: JSON) -> Decision {
        var decision = Decision(DecisionKind(rawValue: expected["kind"].text ?? ""), expected["reason"].text ?? "")
        decision.build = expected["build"].whole
        decision.version = expected["version"].text
        decision.url = expected["url"].text
        decision.severity = expected["severity"].text.map(Severity.init(rawValue:))
        decision.canSkip = expected["can_skip"].bool
        decision.deadline = expected["deadline"].date
        decision.message = expected["message"].text
        decision.contactURL = expected["contact_url"].text
        return decision
    }
}

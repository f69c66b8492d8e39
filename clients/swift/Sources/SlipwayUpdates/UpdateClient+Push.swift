import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

extension UpdateClient {
    /// Longer than this nobody waits for a second try.
    private static let mostPatience: TimeInterval = 10

    /// On every launch: the token may have changed, and registering keeps it alive.
    @discardableResult
    public func registerPush(_ token: PushToken) async -> PushResult {
        let id = installationID()
        let device = Device(
            component: configuration.component,
            token: token.token,
            topic: token.topic,
            environment: token.environment,
            installedBuild: configuration.build,
            // Not whatever an app calls an installation: the server takes UUIDs.
            installationID: UUID(uuidString: id) == nil ? nil : id,
            osVersion: configuration.os.map { String($0.prefix(64)) },
            locale: String(Locale.current.identifier(.bcp47).prefix(64)),
            // Also live: a tester who leaves a channel says so.
            channel: configuration.channel)
        return await send("POST", device) { .registered(currentBuild: $0.currentBuild) }
    }

    /// At sign-out, for example. The server erases what it has of the device.
    @discardableResult
    public func unregisterPush(_ token: PushToken) async -> PushResult {
        await send("DELETE", Device(token: token.token, topic: token.topic)) { _ in .unregistered }
    }

    /// Once more when the server says that it is busy for a moment.
    private func send(_ method: String, _ device: Device, _ done: (Answer) -> PushResult) async -> PushResult {
        let first = await sendOnce(method, device, done)
        guard case .failed(_, 503, let pause) = first, pause <= UpdateClient.mostPatience,
            (try? await configuration.clock.sleep(pause)) != nil
        else { return first }
        return await sendOnce(method, device, done)
    }

    private func sendOnce(_ method: String, _ device: Device, _ done: (Answer) -> PushResult) async -> PushResult {
        guard var request = functionRequest("devices"), let body = try? JSONEncoder().encode(device) else {
            return .failed(code: "network", status: nil, retryAfter: 0)
        }
        request.httpMethod = method
        request.httpBody = body
        request.setValue("application/json", forHTTPHeaderField: "content-type")
        request.setValue(configuration.publishableKey, forHTTPHeaderField: "apikey")
        guard let (data, answer) = try? await configuration.http.send(request) else {
            return .failed(code: "network", status: nil, retryAfter: 0)
        }
        let said = (try? JSONDecoder().decode(Answer.self, from: data)) ?? Answer()
        guard !(200..<300).contains(answer.statusCode) else { return done(said) }
        return .failed(
            code: said.code ?? "http_\(answer.statusCode)", status: answer.statusCode, retryAfter: answer.retryAfter)
    }

    private struct Device: Encodable {
        var component: String?
        let token: String
        let topic: String?
        var environment: PushEnvironment?
        var installedBuild: Int?
        var installationID: String?
        var osVersion: String?
        var locale: String?
        var channel: Channel?

        enum CodingKeys: String, CodingKey {
            case component, token, topic, environment, locale, channel
            case installedBuild = "installed_build"
            case installationID = "installation_id"
            case osVersion = "os_version"
        }
    }

    private struct Answer: Decodable {
        var code: String?
        var currentBuild: Int?

        enum CodingKeys: String, CodingKey {
            case code
            case currentBuild = "current_build"
        }
    }
}

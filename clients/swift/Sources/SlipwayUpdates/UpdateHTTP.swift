import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// The part of the network that is used.
public protocol UpdateHTTP: Sendable {
    /// Raises an error where there is no answer, or one that is too large.
    func send(_ request: URLRequest) async throws -> (Data, HTTPURLResponse)
}

/// URLSession, which reads at most a million bytes within 20 seconds: more is no answer of ours.
public struct URLSessionHTTP: UpdateHTTP {
    static let mostBytes = 1_000_000

    private let session: URLSession

    public init(session: URLSession = URLSessionHTTP.brief) {
        self.session = session
    }

    /// Keeps nothing on the device, and waits for nobody for long.
    public static let brief: URLSession = {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 10
        configuration.timeoutIntervalForResource = 20
        return URLSession(configuration: configuration)
    }()

    public func send(_ request: URLRequest) async throws -> (Data, HTTPURLResponse) {
        let (data, response) = try await read(request)
        guard let answer = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        return (data, answer)
    }

    #if canImport(FoundationNetworking)
    private func read(_ request: URLRequest) async throws -> (Data, URLResponse) {
        let (data, response) = try await session.data(for: request)
        guard data.count <= Self.mostBytes else { throw URLError(.dataLengthExceedsMaximum) }
        return (data, response)
    }
    #else
    private func read(_ request: URLRequest) async throws -> (Data, URLResponse) {
        let (bytes, response) = try await session.bytes(for: request)
        var data = Data()
        for try await byte in bytes {
            guard data.count < Self.mostBytes else { throw URLError(.dataLengthExceedsMaximum) }
            data.append(byte)
        }
        return (data, response)
    }
    #endif
}

extension HTTPURLResponse {
    /// Seconds, at most an hour; 0 when the server asks for no pause.
    var retryAfter: TimeInterval {
        let seconds = value(forHTTPHeaderField: "retry-after").flatMap { Int($0) } ?? 0
        return TimeInterval(min(max(seconds, 0), 3600))
    }
}

import Foundation
#if canImport(CryptoKit)
import CryptoKit
#endif

/// A public key of Ed25519 as a JWK, as `slipway keys signing` shows it, pinned in the app.
public struct PublicKey: Sendable, Equatable, Codable {
    public let kid: String
    public let kty: String
    public let crv: String
    public let x: String

    public init(kid: String, kty: String = "OKP", crv: String = "Ed25519", x: String) {
        self.kid = kid
        self.kty = kty
        self.crv = crv
        self.x = x
    }
}

/// Whether this key signed this message.
typealias VerifyEd25519 = @Sendable (_ key: Data, _ signature: Data, _ message: Data) -> Bool

/// Checks signatures against the keys that an app pinned. Without pinned keys, or where the system has no Ed25519, everything counts as
/// unsigned: feeds are taken, and claims are none.
struct Signature: Sendable {
    /// By kid. A key that is none is left out; what it should have signed is then refused.
    private let keys: [String: Data]
    private let verify: VerifyEd25519?

    init(keys pinned: [PublicKey], verify: VerifyEd25519? = Signature.systemVerify) {
        let usable = pinned.filter { $0.kty == "OKP" && $0.crv == "Ed25519" }
        keys = Dictionary(usable.map { ($0.kid, Data(base64URL: $0.x) ?? Data()) }, uniquingKeysWith: { first, _ in first })
        self.verify = pinned.isEmpty ? nil : verify
    }

    /// Whether a feed may count. `header` is `<kid>.<base64url>`; a kid may hold dots, base64url does not.
    func accepts(_ body: Data, header: String?) -> Bool {
        guard let verify else { return true }
        guard let header, let dot = header.lastIndex(of: "."), let key = keys[String(header[..<dot])],
            let signature = Data(base64URL: String(header[header.index(after: dot)...]))
        else { return false }
        return verify(key, signature, body)
    }

    /// What a compact JWS says that a pinned key signed with EdDSA; nil for every other text.
    func claims(of token: String) -> Claims? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let verify, parts.count == 3,
            let head = Data(base64URL: parts[0]).flatMap({ try? JSONDecoder().decode(Head.self, from: $0) }),
            head.alg == "EdDSA", !head.hasCritical, let key = keys[head.kid],
            let body = Data(base64URL: parts[1]), let signature = Data(base64URL: parts[2]),
            verify(key, signature, Data("\(parts[0]).\(parts[1])".utf8))
        else { return nil }
        return try? JSONDecoder().decode(Claims.self, from: body)
    }

    /// What a signed broadcast says.
    struct Claims: Decodable, Sendable, Equatable {
        let component: String
        let channel: Channel
        let seq: Int
        let build: Int?
        let bps: Int?
        /// Seconds since 1970.
        let iat: Int
        let exp: Int
    }

    private struct Head: Decodable {
        let alg: String
        let kid: String
        /// An extension that has to be understood, and is not.
        let hasCritical: Bool

        enum CodingKeys: CodingKey {
            case alg, kid, crit
        }

        init(from decoder: any Decoder) throws {
            let head = try decoder.container(keyedBy: CodingKeys.self)
            alg = try head.decode(String.self, forKey: .alg)
            kid = try head.decode(String.self, forKey: .kid)
            hasCritical = head.contains(.crit)
        }
    }

    #if canImport(CryptoKit)
    static let systemVerify: VerifyEd25519? = { key, signature, message in
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key) else { return false }
        return key.isValidSignature(signature, for: message)
    }
    #else
    static let systemVerify: VerifyEd25519? = nil
    #endif
}

extension Data {
    /// Nil for what is not base64url.
    init?(base64URL text: String) {
        let base64 = text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
        let padding = String(repeating: "=", count: (4 - base64.count % 4) % 4)
        self.init(base64Encoded: String(base64) + padding)
    }
}

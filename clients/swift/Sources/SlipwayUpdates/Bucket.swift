import Foundation
#if canImport(CryptoKit)
import CryptoKit
#endif

/// Where an installation lies among 10,000: it is in a rollout when its bucket is below the share. The first four bytes of the SHA-256 of
/// "salt:id" as a big-endian number, modulo 10,000; A to Z of the id count as a to z, because `UUID().uuidString` is in upper case.
public func bucket(salt: String, installationID: String) -> Int {
    let id = installationID.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }
    let message = Array(salt.utf8) + [UInt8(ascii: ":")] + id
    #if canImport(CryptoKit)
    let digest = Array(SHA256.hash(data: message))
    #else
    let digest = SHA256.hash(message)
    #endif
    return Int(digest.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) } % 10_000)
}

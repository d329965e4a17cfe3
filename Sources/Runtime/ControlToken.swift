import Configuration
import Glibc

/// The bearer token of the control API over TCP.
enum ControlToken {
    private static let bytesMin = 16
    private static let bytesMax = 4_096

    /// - Parameter isEnforced: whether others may not be able to read the file.
    /// - Returns: `nil` where the API is not served over TCP.
    static func read(
        _ operators: OperatorOptions, _ names: OperatorOptionNames, isEnforced: Bool
    ) throws(StartError) -> [UInt8]? {
        guard let path = operators.controlTokenFile else {
            guard operators.controlTCP == nil else {
                throw StartError("\(names.controlTCP): expected --control-token-file FILE as well")
            }
            return nil
        }
        guard operators.controlTCP != nil else {
            throw StartError("\(names.controlTokenFile): expected --control-tcp HOST:PORT as well")
        }
        if isEnforced { try checkPermissions(path, names) }
        let bytes: [UInt8]
        do {
            bytes = try FileContent.read(path, bytesMax: bytesMax)
        } catch {
            throw StartError("\(names.controlTokenFile): \(error)")
        }
        let isSpace: (UInt8) -> Bool = { $0 <= 0x20 }
        let token = Array(bytes.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
        guard token.count >= bytesMin, !token.contains(where: isSpace) else {
            throw StartError(
                """
                \(names.controlTokenFile): \(path): expected one word of at least \(bytesMin) \
                bytes, got \(token.count) bytes
                """)
        }
        return token
    }

    /// Whoever reads the token may change what runs.
    private static func checkPermissions(
        _ path: String, _ names: OperatorOptionNames
    ) throws(StartError) {
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        guard status.st_uid == geteuid() || status.st_uid == 0, status.st_mode & 0o077 == 0 else {
            throw StartError(
                """
                \(names.controlTokenFile): \(path): expected a file of this user that no other \
                can read, got owner \(status.st_uid) and mode \
                0\(String(status.st_mode & 0o7777, radix: 8))
                """)
        }
    }
}

import ArgumentParser
import ControlClient
import FoundationEssentials
import Runtime

/// The options of every command that asks a running runtime.
struct ControlOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The control socket of the runtime. (default: NANO_CONTROL, or where serve has it)",
            valueName: "path"),
        completion: .file())
    var control: String?

    @Option(
        help: ArgumentHelp(
            "Ask over TCP instead: http://HOST:PORT of --control-tcp, or of --status, which "
                + "answers questions alone.", valueName: "url"))
    var url: String?

    @Option(
        help: ArgumentHelp("The file of the token that --control-tcp asks for.", valueName: "file"),
        completion: .file())
    var tokenFile: String?

    @Flag(help: "Print what the runtime answers, as JSON.")
    var json = false

    func validate() throws {
        if control != nil, url != nil {
            throw ValidationError("expected --control or --url, got both")
        }
        if url == nil, tokenFile != nil {
            throw ValidationError("expected --token-file beside --url, got it alone")
        }
    }

    /// Where to ask.
    func place() throws -> ControlPlace {
        if let url { return .url(url, token: try tokenFile.map(Self.token)) }
        return .socket(path: control ?? Self.environment("NANO_CONTROL") ?? Self.standardPath)
    }

    /// Where the packaged service has its socket: what an operator's shell is not told.
    private static let servicePath = "/var/lib/nano/control.sock"

    private static var standardPath: String {
        let path = ServerOptions.controlSocketPath()
        let files = FileManager.default
        return !files.fileExists(atPath: path) && files.fileExists(atPath: servicePath)
            ? servicePath : path
    }

    private static func environment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func token(_ path: String) throws -> String {
        let bytes = try FileBytes.read(path)
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count == 1 else {
            throw ValidationError("\(path): expected a token, got \(words.count) words")
        }
        return String(words[0])
    }
}

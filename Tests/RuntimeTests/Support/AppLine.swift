import Configuration
import ELFPreflight
import Glibc
import PluginABI
import Testing

@testable import Runtime

/// The lifecycle thread over a directory of its own, with one loop that does what it is asked at
/// once. What it reports comes as lines of its log.
final class AppLine {
    let plugins: TemporaryDirectory
    let port = ObedientPort()
    let board = AppBoard()
    private let state: TemporaryDirectory
    private let mailbox = Mailbox<LifecycleMessage>()
    private let pipe: LogPipe
    private let exitCodes = Recorder<Int32>()
    private let shutdownTimes = ShutdownTimes()

    init(
        plugins: TemporaryDirectory? = nil, drainTimeoutSeconds: Double = 30,
        callTimeoutMilliseconds: Int = 10_000
    ) throws {
        self.plugins = try plugins ?? TemporaryDirectory()
        state = try TemporaryDirectory()
        pipe = try LogPipe()
        port.connect(mailbox)
        let options = LifecycleOptions(
            directory: self.plugins.path, drainTimeoutSeconds: drainTimeoutSeconds,
            callTimeoutMilliseconds: callTimeoutMilliseconds, shutdownTimes: shutdownTimes)
        let stager = Stager(
            directory: state.path,
            host: HostABI(
                major: UInt16(NANO_ABI_MAJOR), minor: UInt16(NANO_ABI_MINOR), machine: .current))
        let observer = LifecycleObserver(
            whenReady: { _ in }, whenDraining: {}, whenDone: { [exitCodes] in exitCodes.add($0) })
        _ = try NamedThread("lifecycle") { [mailbox, port, board, log = pipe.log] in
            Lifecycle(
                options: options, mailbox: mailbox, ports: [port], stager: stager, log: log,
                board: board, observer: observer
            ).run()
        }
    }

    deinit {
        shutDown()
        _ = exitCodes.waitFor(1)
    }

    func shutDown() {
        mailbox.post(.shutdown(signal: "SIGTERM"))
    }

    /// Says what another thread would.
    func report(_ message: LifecycleMessage) {
        mailbox.post(message)
    }

    /// Asks for it as an operator would; what it was answered.
    func command(_ command: ControlCommand) -> Result<ControlOutcome, ControlError>? {
        let answer = Recorder<Result<ControlOutcome, ControlError>>()
        mailbox.post(.command(command, origin: "test") { answer.add($0) })
        return answer.waitFor(1).first
    }

    /// What operators are told of an app, when all is done that has been reported so far.
    func status(_ name: String) throws -> AppStatus? {
        _ = command(.resume(try AppName("nobody")))
        return board[try AppName(name)]
    }

    /// Waits until operators are told so of an app.
    func waitUntil(_ name: String, _ isTrue: @escaping (AppStatus?) -> Bool) throws -> Bool {
        let name = try AppName(name)
        return board.wait(for: name, seconds: 10, until: isTrue)
    }

    var exitCode: Int32? { exitCodes.waitFor(1).first }

    /// The private copies of generations.
    var stagedFiles: [String] { state.names.filter { $0.hasSuffix(".so") } }

    /// What rollbacks could go back to.
    var keptFiles: [String] { state.names.filter { $0.hasSuffix(".kept") } }

    /// Puts a file into place as tools do, by a rename.
    func drop(_ name: String, _ bytes: [UInt8]) throws {
        let hidden = try plugins.write(".\(name)", bytes)
        try #require(rename(hidden, plugins.file(name)) == 0)
    }

    func remove(_ name: String) throws {
        try #require(unlink(plugins.file(name)) == 0)
    }

    /// The next event of this name; events before it are dropped. `nil` where none came.
    func next(_ event: String) -> String? {
        while let line = pipe.lines(1).first {
            if line.contains(#""event":"\#(event)""#) { return line }
        }
        return nil
    }

    /// The names of the next events.
    func nextNames(_ count: Int) -> [String] {
        pipe.lines(count).map { line in
            let rest = line.split(separator: #""event":""#).last ?? ""
            return String(rest.prefix { $0 != "\"" })
        }
    }
}

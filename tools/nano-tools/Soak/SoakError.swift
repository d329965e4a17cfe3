import PluginHosting

/// Why a soak came to no end, in one line.
enum SoakError: Error, Equatable {
    case noRuntime(String)
    case notStarted(String)
    case rejected(String)
    case faulted(String)
    case tooSlow(answered: String, expected: Int)
    case ended(ChildProcess.End)
    case noEvent(String, swap: Int)
}

extension SoakError: CustomStringConvertible {
    var description: String {
        switch self {
        case .noRuntime(let path):
            "\(path): expected the runtime, found no program; build it, or name it with --runtime"
        case .notStarted(let reason):
            "nano-runtime did not start to serve: \(reason)"
        case .rejected(let reason):
            "the runtime rejects the plugin: \(reason)"
        case .faulted(let reason):
            "the plugin broke off while it served: \(reason); nano-tools check tells what it did"
        case .tooSlow(let answered, let expected):
            "expected \(expected) answers \(answered), and they did not come in time; "
                + "is --request one that the plugin answers at once?"
        case .ended(.exited(let code)):
            "the runtime ended with exit(\(code)); nano-tools check tells what the plugin did"
        case .ended(.signalled(let signal)):
            "the runtime was ended by \(signalName(signal)); "
                + "nano-tools check tells what the plugin did"
        case .noEvent(let event, let swap):
            "swap \(swap): expected \(event) in the runtime's log, and it did not come in time"
        }
    }
}

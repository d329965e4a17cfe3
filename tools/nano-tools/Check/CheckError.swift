/// Why there is no verdict, in one line.
enum CheckError: Error, Equatable {
    case noMemory(Int)
    case noProcess(String)
    case stopped(String)
    case badVariable(String)
}

extension CheckError: CustomStringConvertible {
    var description: String {
        switch self {
        case .noMemory(let bytes): "cannot map \(bytes) bytes for a request"
        case .noProcess(let reason): "cannot start the process that loads the plugin: \(reason)"
        case .stopped(let reason): "cannot go on with the check: \(reason)"
        case .badVariable(let text): "--env: expected NAME=VALUE, got '\(text)'"
        }
    }
}

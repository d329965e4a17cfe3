import PluginABI

/// Which rule of `nano/response.h` a plugin's answer breaks.
public enum ResponseFault: Error {
    case tooSmall(UInt32)
    case status(UInt32)
    case headerCount(Int)
    case fieldName(index: Int)
    case fieldValue(index: Int)
    case fieldOfTheHost(StaticString)
    case fieldBytes
    case bodyCount(Int)
    case contentLength(body: Int)
}

extension ResponseFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooSmall(let size):
            "nano_response.size: expected at least \(MemoryLayout<nano_response>.size), got \(size)"
        case .status(let status): "status: expected 200 to 599, got \(status)"
        case .headerCount(let count):
            """
            header_count: expected headers and at most \(CheckedResponse.headerCountMax) of them, \
            got \(UInt(bitPattern: count))
            """
        case .fieldBytes:
            "headers: expected at most \(CheckedResponse.fieldBytesMax) bytes of names and values"
        case .bodyCount(let count):
            """
            body: expected bytes and at most \(CheckedResponse.bodyBytesMax) of them, got a count \
            of \(UInt(bitPattern: count))
            """
        case .fieldName(let index): "header \(index): expected a token as its name"
        case .fieldValue(let index): "header \(index): the value has bytes that no field may have"
        case .fieldOfTheHost(let name): "header \(name) is the host's to send"
        case .contentLength(let count):
            "Content-Length: expected \(count), the size of the body, or none"
        }
    }
}

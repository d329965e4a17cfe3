import PluginABI

/// The smallest host: it gives a plugin requests and keeps the answers, on one thread.
final class TestHost {
    /// An answer, copied out of the plugin's memory.
    struct Answer: Equatable {
        var code: Int32 = NANO_ERROR
        var status: UInt32 = 0
        var headers: [String: String] = [:]
        var body = ""
    }

    /// The lines that the plugin has logged.
    private(set) var log: [String] = []
    private let environment: [String: String]
    private let pointer: UnsafeMutablePointer<nano_host>
    private var app: UnsafeMutableRawPointer?
    private let plugin: nano_plugin

    init(_ plugin: nano_plugin, environment: [String: String] = [:]) {
        self.plugin = plugin
        self.environment = environment
        pointer = .allocate(capacity: 1)
        pointer.initialize(to: nano_host())
        pointer.pointee.size = UInt32(MemoryLayout<nano_host>.size)
        pointer.pointee.abi_major = UInt16(NANO_ABI_MAJOR)
        pointer.pointee.get_extension = { _, id in
            switch id.map({ String(cString: $0) }) {
            case NANO_LOG_EXTENSION: UnsafeRawPointer(TestHost.logTable)
            case NANO_ENV_EXTENSION: UnsafeRawPointer(TestHost.environmentTable)
            default: nil
            }
        }
        pointer.pointee.host_data = Unmanaged.passUnretained(self).toOpaque()
    }

    deinit { pointer.deallocate() }

    func create() -> Int32 { plugin.create(pointer, &app) }

    func destroy() { plugin.destroy(app) }

    func handle(
        _ method: String, _ path: String, query: String = "", headers: [(String, String)] = [],
        body: String = ""
    ) -> Answer {
        let arena = Arena()
        var request = nano_request()
        request.size = UInt32(MemoryLayout<nano_request>.size)
        request.method = arena.view(method)
        request.path = arena.view(path)
        request.query = arena.view(query)
        request.body = arena.view(body)
        var answer = Answer()
        var responder = nano_responder()
        responder.size = UInt32(MemoryLayout<nano_responder>.size)
        responder.respond = { TestHost.keep($1, of: $0) }
        let fields = headers.map { nano_header(name: arena.view($0), value: arena.view($1)) }
        let code = withUnsafeMutablePointer(to: &answer) { kept in
            fields.withUnsafeBufferPointer { fields in
                request.headers = fields.baseAddress
                request.header_count = fields.count
                responder.host_data = UnsafeMutableRawPointer(kept)
                return plugin.handle(app, &request, &responder)
            }
        }
        answer.code = code
        return answer
    }

    /// `nano_responder.respond`.
    private static func keep(
        _ response: UnsafePointer<nano_response>?,
        of responder: UnsafeMutablePointer<nano_responder>?
    ) -> Int32 {
        guard let response = response?.pointee, let data = responder?.pointee.host_data else {
            return NANO_ERROR_INVALID
        }
        let answer = data.assumingMemoryBound(to: Answer.self)
        answer.pointee.status = response.status
        answer.pointee.body = String(response.body)
        for header in UnsafeBufferPointer(start: response.headers, count: response.header_count) {
            answer.pointee.headers[String(header.name)] = String(header.value)
        }
        return NANO_OK
    }

    // Unchecked: written here once, and then only read.
    nonisolated(unsafe) private static let logTable = {
        let table = UnsafeMutablePointer<nano_log>.allocate(capacity: 1)
        table.initialize(
            to: nano_log(
                size: UInt32(MemoryLayout<nano_log>.size), reserved: 0,
                write: { host, _, message in of(host).log.append(String(message)) }))
        return UnsafePointer(table)
    }()

    // Unchecked: written here once, and then only read.
    nonisolated(unsafe) private static let environmentTable = {
        let table = UnsafeMutablePointer<nano_env>.allocate(capacity: 1)
        table.initialize(
            to: nano_env(
                size: UInt32(MemoryLayout<nano_env>.size), reserved: 0,
                get: { host, name, value in
                    let arena = of(host).arena
                    guard let text = of(host).environment[String(name)] else {
                        return NANO_ERROR_INVALID
                    }
                    value?.pointee = arena.view(text)
                    return NANO_OK
                }))
        return UnsafePointer(table)
    }()

    private let arena = Arena()

    private static func of(_ host: UnsafePointer<nano_host>?) -> TestHost {
        guard let data = host?.pointee.host_data else { fatalError("the plugin lost its host") }
        return Unmanaged<TestHost>.fromOpaque(data).takeUnretainedValue()
    }
}

extension String {
    fileprivate init(_ view: nano_bytes) {
        self.init(
            decoding: UnsafeBufferPointer(start: view.data, count: view.count), as: UTF8.self)
    }
}

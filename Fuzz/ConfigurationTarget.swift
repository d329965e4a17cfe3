// The configuration: any bytes are read or refused, by both readers, the same each time; what is
// read keeps its promises, and what is refused says where and why in one line.

private let app = try! AppName("hello")

private func readServer(
    _ bytes: UnsafeRawBufferPointer
) -> Result<ServerConfiguration, ConfigurationError> {
    do throws(ConfigurationError) {
        return .success(try ServerConfiguration.parse(Array(bytes), file: "nano.json"))
    } catch {
        return .failure(error)
    }
}

private func readEntry(_ bytes: UnsafeRawBufferPointer) -> Result<AppEntry, ConfigurationError> {
    do throws(ConfigurationError) {
        return .success(try AppEntry.parse(Array(bytes), file: "hello.json", name: app))
    } catch {
        return .failure(error)
    }
}

private func expectSound(_ configuration: ServerConfiguration) {
    let names = configuration.apps.map(\.name)
    expect(Set(names).count == names.count, "a name twice in \(names)")
    let hosts = configuration.apps.flatMap(\.effectiveHostnames)
    expect(Set(hosts).count == hosts.count, "a host twice in \(hosts)")
    for rejected in configuration.rejected {
        expect(isOneLine("\(rejected)"), "not one line: \(rejected)")
    }
}

private func expectSound(_ error: ConfigurationError, lineCount: Int) {
    expect(isOneLine("\(error)"), "not one line: \(error)")
    expect(1...lineCount ~= error.line && error.column >= 1, "no such place: \(error)")
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzConfiguration(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeRawBufferPointer(start: start, count: count)
    let lineCount = 1 + bytes.count { $0 == UInt8(ascii: "\n") }
    let again = PlantedDefect.secondReading(of: bytes)

    let server = readServer(bytes)
    switch server {
    case .success(let configuration): expectSound(configuration)
    case .failure(let error): expectSound(error, lineCount: lineCount)
    }
    expectSame(readServer(again), as: server, "read again")

    let entry = readEntry(bytes)
    if case .failure(let error) = entry { expectSound(error, lineCount: lineCount) }
    expectSame(readEntry(again), as: entry, "read again")
    return 0
}

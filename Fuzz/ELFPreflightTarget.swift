// The ELF pre-flight: any bytes are read within their bounds, and the verdict depends on nothing
// but them: not on their alignment, and not on what lies behind them.

private let host = HostABI(major: 1, minor: 0, machine: .x86_64)

private func verdict(_ file: RawSpan) -> Result<PluginFacts, PreflightError> {
    do throws(PreflightError) {
        return .success(try preflight(file, host: host))
    } catch {
        return .failure(error)
    }
}

/// Reads a copy that begins at an odd address and has other bytes behind it.
private func verdictElsewhere(
    _ file: UnsafeRawBufferPointer
) -> Result<PluginFacts, PreflightError> {
    let padded = [0xEE] + Array(file) + Array(repeating: 0xEE, count: 64)
    return padded.withUnsafeBytes { bytes in
        verdict(RawSpan(_unsafeBytes: bytes).extracting(1..<1 + file.count))
    }
}

private func expectSound(_ verdict: Result<PluginFacts, PreflightError>, fileBytes: Int) {
    switch verdict {
    case .success(let facts):
        expect(facts.needed.allSatisfy { !$0.utf8.contains(0) }, "a NUL in \(facts.needed)")
        expect(facts.exports.names.allSatisfy(isOneLine), "not one line: \(facts.exports)")
        expect(facts.hazards.allSatisfy { isOneLine("\($0)") }, "not one line: \(facts.hazards)")
        expect(facts.unloadClass != .refused, "refused, but not thrown: \(facts.hazards)")
    case .failure(let error):
        expect(isOneLine("\(error)"), "not one line: \(error)")
        guard case .truncated(_, let end, let size) = error else { return }
        expect(size == fileBytes && end > UInt64(size), "\(error) in \(fileBytes) bytes")
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzELFPreflight(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeRawBufferPointer(start: start, count: count)
    let file = ExactBytes(bytes)
    let first = verdict(file.span)
    expectSound(first, fileBytes: count)
    let again = verdictElsewhere(PlantedDefect.secondReading(of: bytes))
    expectSame(again, as: first, "elsewhere in memory")
    return 0
}

import Configuration

/// Writes one request as an entry for systemd's journal: its line as MESSAGE, and what is searched
/// for as fields of its own (systemd.journal-fields(7)).
enum JournalEntry {
    /// - Parameter time: of `AccessTimes`, for that format.
    static func append(
        _ record: AccessRecord, _ format: AccessLogFormat, _ time: [UInt8],
        to entry: inout [UInt8]
    ) {
        entry += "MESSAGE=".utf8
        AccessLine.append(record, format, time, to: &entry)
        // 6 is "info".
        entry += "\nPRIORITY=6\nSYSLOG_IDENTIFIER=nano\n".utf8
        if let app = record.app { append("NANO_APP", app.utf8, to: &entry) }
        if let generation = record.generation {
            append("NANO_GENERATION", String(generation).utf8, to: &entry)
        }
        if !record.method.isEmpty {
            append("NANO_METHOD", record[record.method], to: &entry)
            append("NANO_TARGET", record[record.target], to: &entry)
        }
        append("NANO_CLIENT", record[record.client], to: &entry)
        append("NANO_STATUS", String(record.status).utf8, to: &entry)
        append("NANO_DURATION_US", String(record.durationNanoseconds / 1_000).utf8, to: &entry)
        if !record.requestID.isEmpty {
            append("NANO_REQUEST_ID", record[record.requestID], to: &entry)
        }
        if let traceID = record.traceID { append("NANO_TRACE_ID", record[traceID], to: &entry) }
        entry += "\n".utf8
    }

    private static func append(
        _ field: StaticString, _ value: some Sequence<UInt8>, to entry: inout [UInt8]
    ) {
        field.withUTF8Buffer { entry += $0 }
        entry += "=".utf8
        AccessLine.appendEscaped(value, to: &entry)
        entry += "\n".utf8
    }
}

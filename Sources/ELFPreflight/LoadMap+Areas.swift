extension LoadMap {
    /// Checks the segments that describe areas within the image: the dynamic linker writes to the
    /// process where they say, or protects it from writing.
    func checkAreas(
        _ headers: ProgramHeaders, programHeadersOffset: UInt64
    ) throws(PreflightError) {
        for header in headers.all {
            switch header.kind {
            case ProgramHeader.Kind.programHeaders:
                let offset = try offset(
                    of: .programHeaders, at: header.address, count: header.fileBytes)
                guard offset == programHeadersOffset else {
                    throw .malformed(.programHeaders, offset: offset)
                }
            case ProgramHeader.Kind.threadLocalStorage:
                try checkThreadLocalStorage(header)
            case ProgramHeader.Kind.gnuRelro:
                try checkReadOnlyAfterRelocation(header)
            default:
                break
            }
        }
    }

    private func checkThreadLocalStorage(_ header: ProgramHeader) throws(PreflightError) {
        guard header.fileBytes <= header.memoryBytes, header.memoryBytes <= Self.tlsBytesMax,
            header.alignment & (header.alignment &- 1) == 0, header.alignment <= Self.pageBytes
        else {
            throw .malformed(.threadLocalStorage, offset: header.offset)
        }
        guard header.fileBytes > 0 else { return }
        _ = try offset(of: .threadLocalStorage, at: header.address, count: header.fileBytes)
    }

    /// glibc rounds both ends down to a page; linkers may have rounded the end up to one.
    private func checkReadOnlyAfterRelocation(
        _ header: ProgramHeader
    ) throws(PreflightError) {
        guard header.memoryBytes > 0 else { return }
        let (end, overflows) = header.address.addingReportingOverflow(header.memoryBytes)
        guard !overflows, let pageEnd = endOfWritablePages(at: header.address), end <= pageEnd
        else {
            throw .unmapped(.readOnlyAfterRelocation, address: header.address)
        }
    }
}

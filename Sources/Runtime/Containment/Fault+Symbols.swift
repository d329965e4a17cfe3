import ELFPreflight

extension Fault {
    /// The same, with the names of the functions that its places lie in.
    /// - Parameter file: the bytes of the image's file.
    func named(by file: RawSpan) -> Fault {
        guard let names = FunctionNames(file, machine: .current) else { return self }
        return Fault(
            kind: kind, function: function, request: request,
            place: place?.named(by: names, file),
            backtrace: backtrace.map { $0.named(by: names, file) })
    }
}

extension Fault.Place {
    func named(by names: FunctionNames, _ file: RawSpan) -> Fault.Place {
        guard let place = names.place(of: UInt64(offsetInFile), in: file) else { return self }
        return Fault.Place(
            offsetInFile: offsetInFile, symbol: place.name, offset: UInt(place.offset))
    }
}

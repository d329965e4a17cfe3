// Reads a plugin before the dynamic linker may: what is wrong with a file is found here, while
// refusing it costs nothing, because afterwards its constructors have run in our process.
//
// In:   the bytes of the staged copy, from the lifecycle thread (any thread will do: no state).
// Out:  PluginFacts, from which the loader decides where handlers run and whether the image
//       can ever leave; or a PreflightError, which becomes the reason of `app_rejected`.
//
// The bytes are hostile. Every offset and count is checked against the file before use, every
// loop is bounded by the file's size or a limit, and nothing of the file is ever executed.
// Tables are found the way the dynamic linker finds them (program headers, then the dynamic
// table), never through section headers, so that both see the same plugin.

/// Checks a whole plugin file and returns what the runtime must know before it loads it.
///
/// - Parameters:
///   - file: All bytes of the file, which must not change during the call.
///   - host: The ABI version and machine that the plugin must fit.
/// - Throws: The first reason to refuse the file. See ``PreflightError/looksIncomplete``.
/// - Complexity: Linear in the size of the file's tables. Its code and data are not read.
public func preflight(_ file: RawSpan, host: HostABI) throws(PreflightError) -> PluginFacts {
    let header = try ELFHeader(file, machine: host.machine)
    let segments = try ProgramHeaders(file, header: header)
    let sections = try SectionHeaders(file, header: header)
    let image = try LoadMap(segments)
    try image.checkAreas(segments, programHeadersOffset: header.programHeadersOffset)
    let dynamic = try DynamicTable(file, segments: segments, image: image)
    guard !dynamic.isExecutable else { throw .notSharedObject(.positionIndependentExecutable) }

    let notes = try Notes(file, segments: segments, sections: sections)
    let manifest = try PluginManifest(notes.manifest(in: file), host: host)

    let strings = try StringTable(file, dynamic: dynamic, image: image)
    let needed = try strings.libraries(needed: dynamic.needed, in: file)
    let hazards = HeaderHazards(segments, dynamic, notes, needed: needed)
    try hazards.checkNoneRefused()
    let symbols = try SymbolTable(file, dynamic: dynamic, image: image)
    let scan = try SymbolScan(file, symbols: symbols, strings: strings)
    try scan.checkEntry(image)
    let functions = try FunctionTables(dynamic: dynamic, image: image)
    try LinkerTables.check(
        file, dynamic: dynamic, image: image, symbolCount: symbols.count, strings: strings,
        functions: functions, machine: host.machine)

    let uniqueSymbols = try scan.uniqueSymbols.hazards(
        file, dynamic: dynamic, image: image, strings: strings)
    return PluginFacts(
        manifest: manifest,
        fileBytes: file.byteCount,
        buildID: try notes.buildID(in: file),
        needed: needed,
        exports: scan.exports,
        hazards: hazards.all + uniqueSymbols + scan.hazards + functions.hazards,
        tlsBytes: segments.tlsBytes,
        constructorCount: functions.constructorCount
    )
}

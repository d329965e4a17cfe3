import ELFPreflight
import Testing

/// Files that are no shared object for this machine, or that are not all there.
@Suite struct FileRefusalTests {
    @Test func refusesAnEmptyFileAsIncomplete() throws {
        let error = try refusal(of: [])
        #expect(error == .empty)
        #expect(error.looksIncomplete)
    }

    @Test func refusesText() throws {
        let error = try refusal(of: Array("#!/bin/sh\n".utf8))
        #expect(error == .notELF(firstBytes: [0x23, 0x21, 0x2F, 0x62]))
        #expect(!error.looksIncomplete)
        #expect("\(error)" == "not an ELF file: begins with 23 21 2f 62, expected 7f 45 4c 46")
    }

    @Test func takesZerosForAFileThatIsBeingWritten() throws {
        #expect(try refusal(of: Array(repeating: 0, count: 8192)).looksIncomplete)
    }

    @Test func takesTheBeginningOfAHeaderForAFileThatIsBeingWritten() throws {
        let error = try refusal(of: [0x7F, 0x45])
        #expect(error == .truncated(.header, endOffset: 64, fileBytes: 2))
        #expect("\(error)" == "incomplete: its ELF header ends at byte 64, the file at 2")
    }

    @Test func refusesEveryTruncationAsIncomplete() throws {
        let file = try CompiledPlugin.hello()
        for count in 0..<file.count {
            let error = try refusal(of: Array(file[..<count]))
            #expect(error.looksIncomplete, "cut at \(count): \(error)")
        }
    }

    @Test func refusesAnotherArchitecture() throws {
        let other = host.machine == .x86_64 ? "aarch64" : "x86_64"
        let file = try CompiledPlugin.compile(
            CompiledPlugin.helloSource, "--target=\(other)-linux-gnu", "-fuse-ld=lld", "-nostdlib",
            "-ffreestanding")
        let found: Machine = other == "aarch64" ? .aarch64 : .x86_64
        let error = try refusal(of: file)
        #expect(error == .wrongMachine(found, expected: .current))
        #expect("\(error)" == "built for \(found), this host is \(Machine.current)")
        #expect(try facts(file, host: HostABI(major: 1, minor: 0, machine: found)).exportsOnlyEntry)
    }

    @Test func refusesA32BitObject() throws {
        let file = try CompiledPlugin.compile(
            "int f(void) { return 0; }", "--target=i386-linux-gnu", "-fuse-ld=lld", "-nostdlib")
        #expect(try refusal(of: file) == .wrongClass(1))
        #expect("\(PreflightError.wrongClass(1))" == "32-bit, expected 64-bit")
    }

    @Test func refusesAnExecutable() throws {
        let file = try CompiledPlugin.compile(
            "int main(void) { return 0; }", kind: "-no-pie")
        #expect(try refusal(of: file) == .notSharedObject(.executable))
    }

    @Test func refusesAPositionIndependentExecutable() throws {
        let file = try CompiledPlugin.compile(
            CompiledPlugin.helloSource + "int main(void) { return 0; }", kind: "-pie")
        let error = try refusal(of: file)
        #expect(error == .notSharedObject(.positionIndependentExecutable))
        #expect("\(error)".hasPrefix("an executable"))
    }

    @Test func refusesAnUnlinkedObject() throws {
        let file = try CompiledPlugin.compile(CompiledPlugin.helloSource, kind: "-c")
        #expect(try refusal(of: file) == .notSharedObject(.relocatableObject))
    }

    @Test(
        arguments: [
            (5, .wrongByteOrder(2)),
            (6, .wrongFormatVersion(2)),
            (7, .wrongOSABI(2)),
            (20, .wrongFormatVersion(2)),
        ] as [(Int, PreflightError)])
    func refusesAnUnknownIdentity(offset: Int, expected: PreflightError) throws {
        var file = EditableELF(try CompiledPlugin.hello())
        file.bytes[offset] = 2
        #expect(try refusal(of: file.bytes) == expected)
        #expect(!expected.looksIncomplete)
    }
}

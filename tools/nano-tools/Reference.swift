// nano-tools reference: the ABI's headers as one page, docs/abi.md. Not shown to authors:
// `tools/docs` and a test run it.
//
//     Reference (arguments) → HeaderReader → Header → ReferencePage (Markdown)

import ArgumentParser
import FoundationEssentials
import SystemPackage

struct Reference: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the reference of the plugin ABI, made of the headers' comments.",
        shouldDisplay: false)

    @Option(
        help: "The folder of the headers and of PluginKit. (default: $NANO_SDK, or found)",
        completion: .directory)
    var sdk: String?

    func run() throws {
        let folder = try SDK.find(option: sdk).headers.appending("nano")
        let main = try header("nano.h", in: folder)
        let parts = try main.includes.map { try header($0, in: folder) }
        Terminal.standardOutput.write(ReferencePage(main: main, parts: parts).text)
    }

    private func header(_ name: String, in folder: FilePath) throws -> Header {
        let file = folder.appending(name)
        guard let content = FileManager.default.contents(atPath: file.string) else {
            throw BuildError.fileSystem("read \(file)", "no such file")
        }
        var reader = HeaderReader(String(decoding: content, as: UTF8.self))
        return reader.header(named: name)
    }
}

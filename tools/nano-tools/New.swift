// nano-tools new: from nothing to a folder with a working app, its test and a README.
//
//     New (arguments) → SDK → Template → NewFolder

import ArgumentParser
import SystemPackage

struct New: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a folder with a working plugin, its test and a README.",
        discussion: """
            The folder PARENT/NAME must not exist; nothing is ever overwritten. Build it with \
            `nano-tools build-plugin`, test it with `nano-tools test`. swift is Embedded Swift, \
            swift-full the whole language, swift-package the same as a SwiftPM package.
            """)

    @Argument(help: "The plugin's name: a-z, 0-9, '.', '_' and '-'.")
    var name: String

    @Option(name: .shortAndLong, help: "What to write it in.")
    var language: TemplateLanguage

    @Option(
        help: ArgumentHelp("The folder to make it in.", valueName: "parent"), completion: .directory
    )
    var directory = "."

    @Option(
        help: "The folder of the headers and of PluginKit. (default: $NANO_SDK, or found)",
        completion: .directory)
    var sdk: String?

    func run() async throws {
        guard PluginName.isValid(name) else { throw NewError.invalidName(name) }
        let template = Template(language, name: name, sdk: try SDK.find(option: sdk))
        let folder = NewFolder(path: FilePath(directory).appending(name).lexicallyNormalized())
        let files = try template.files()
        try folder.create(with: files)
        for file in files { print(folder.path.appending(file.path)) }
        try FileDescriptor.standardError.writeAll(
            "next: nano-tools test \(folder.path)\n".utf8)
    }
}

import FoundationEssentials
import Subprocess
import SystemPackage

/// The repository that this test was compiled from.
let repository = FilePath(#filePath).removingLastComponent().removingLastComponent()
    .removingLastComponent()
/// The folder that `nano/nano.h` is in.
let headers = repository.appending("Sources/PluginABI/include")
/// The folder that `nano/plugin.hpp` is in.
let cPlusPlusHeaders = repository.appending("sdk/cpp/include")

/// Checks a text as one file of source code, and returns what the compiler says of it: nothing
/// if it has neither errors nor warnings.
func diagnostics(
    _ compiler: String, _ arguments: [String], source: String
) async throws -> String {
    let result = try await run(
        .name(compiler),
        arguments: Arguments(
            arguments + ["-I", headers.string, "-I", cPlusPlusHeaders.string, "-"]),
        input: .string(source), output: .discarded, error: .string(limit: 1 << 20))
    let status = result.terminationStatus.isSuccess ? "" : "\(result.terminationStatus)\n"
    return status + result.standardError
}

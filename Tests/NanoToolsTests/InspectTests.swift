import FoundationEssentials
import SystemPackage
import Testing

/// What inspect prints: both forms are interfaces, to people and to scripts.
@Suite struct InspectTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A plugin with a build id of its own choice, and the size of its file.
    private func compile(_ source: String = "", _ options: String...) async throws
        -> (path: FilePath, bytes: Int)
    {
        let text = """
            #include <nano/nano.h>
            NANO_PLUGIN_MANIFEST("sample", "1.2.3", NANO_PLUGIN_INLINE);
            NANO_EXPORT const nano_plugin *nano_plugin_entry_v1(void) { return 0; }
            \(source)
            """
        let path = try await Tool.compile(
            folder.write(text, to: "sample.c"),
            ["-Wl,--build-id=0x0123456789abcdef", "-nostdlib"] + options,
            into: folder.path.appending("sample.so"))
        return (path, try #require(FileManager.default.contents(atPath: path.string)).count)
    }

    @Test func printsOneFactALine() async throws {
        let (file, bytes) = try await compile()
        let outcome = try await Tool.run("inspect", file.string)
        #expect(outcome.succeeded)
        #expect(outcome.standardError == "")
        #expect(
            outcome.standardOutput == """
                file        \(file), \(bytes) bytes
                plugin      sample 1.2.3
                build id    0123456789abcdef
                abi         1.0, this host offers 1.0
                needs       no library
                exports     nano_plugin_entry_v1
                tls         0 bytes a thread
                body        whole
                execution   inline
                unload      unloadable\n
                """)
    }

    @Test func givesReasonAndCureOfEachHazard() async throws {
        let keys = """
            extern int pthread_key_create(void *, void *);
            static __attribute__((used)) int use(void) { return pthread_key_create(0, 0); }
            """
        let (file, _) = try await compile(keys, "-Wl,-z,nodelete")
        let outcome = try await Tool.run("inspect", file.string)
        #expect(outcome.succeeded)
        #expect(
            outcome.standardOutput.hasSuffix(
                """
                exports     nano_plugin_entry_v1
                tls         0 bytes a thread
                body        whole
                execution   lane, though its manifest asks for inline
                unload      pinned
                pinned      is linked with -z nodelete: dlclose leaves it mapped
                  cure      link without -z nodelete
                lanes       creates pthread keys: their destructors run its code when a thread ends
                  cure      for inline, no pthread_key_create and no tss_create\n
                """))
    }

    @Test func jsonHasTheSameKeysForEveryFile() async throws {
        let (file, bytes) = try await compile("", "-Wl,-z,nodelete")
        let outcome = try await Tool.run("inspect", "--json", file.string)
        #expect(outcome.succeeded)
        #expect(
            outcome.standardOutput == """
                {
                  "abi" : {
                    "major" : 1,
                    "minor_max" : 0,
                    "minor_min" : 0
                  },
                  "build_id" : "0123456789abcdef",
                  "constructor_count" : 0,
                  "execution_class" : "inline",
                  "exports" : {
                    "count" : 1,
                    "names" : [
                      "nano_plugin_entry_v1"
                    ]
                  },
                  "file" : "\(file)",
                  "hazards" : [
                    {
                      "cure" : "link without -z nodelete",
                      "effect" : "pinned",
                      "name" : "no_delete",
                      "reason" : "is linked with -z nodelete: dlclose leaves it mapped"
                    }
                  ],
                  "host_abi" : {
                    "machine" : "\(Self.machine)",
                    "major" : 1,
                    "minor" : 0
                  },
                  "manifest" : {
                    "body" : "whole",
                    "execution" : "inline",
                    "name" : "sample",
                    "version" : "1.2.3"
                  },
                  "needed" : [

                  ],
                  "refusal" : null,
                  "size_bytes" : \(bytes),
                  "tls_bytes" : 0,
                  "unload_class" : "pinned"
                }\n
                """)
    }

    @Test func jsonOfARefusedFileSaysWhy() async throws {
        let (file, bytes) = try await compile("", "-Wl,-z,execstack")
        let outcome = try await Tool.run("inspect", "--json", file.string)
        #expect(!outcome.succeeded)
        let reason =
            "asks for an executable stack: every stack of the process would be executable from "
            + "then on"
        let cure = "link with -z noexecstack; in assembly files declare .note.GNU-stack"
        #expect(
            outcome.standardOutput == """
                {
                  "abi" : null,
                  "build_id" : null,
                  "constructor_count" : null,
                  "execution_class" : null,
                  "exports" : null,
                  "file" : "\(file)",
                  "hazards" : [
                    {
                      "cure" : "\(cure)",
                      "effect" : "refused",
                      "name" : "executable_stack",
                      "reason" : "\(reason)"
                    }
                  ],
                  "host_abi" : {
                    "machine" : "\(Self.machine)",
                    "major" : 1,
                    "minor" : 0
                  },
                  "manifest" : null,
                  "needed" : null,
                  "refusal" : "\(file): \(reason) (\(cure))",
                  "size_bytes" : \(bytes),
                  "tls_bytes" : null,
                  "unload_class" : "refused"
                }\n
                """)
    }

    @Test func aFileThatIsNoPluginIsRefusedInOneSentence() async throws {
        let file = try folder.write("#!/bin/sh\n", to: "script.so")
        let outcome = try await Tool.run("inspect", file.string)
        #expect(!outcome.succeeded)
        let reason = "not an ELF file: begins with 23 21 2f 62, expected 7f 45 4c 46"
        #expect(
            outcome.standardOutput == """
                file        \(file), 10 bytes
                unload      refused
                refused     \(file): \(reason)\n
                """)
    }

    @Test func whatIsNoFileIsAnErrorInOneLine() async throws {
        let directory = try await Tool.run("inspect", folder.path.string)
        #expect(!directory.succeeded)
        #expect(
            directory.standardError
                == "Error: \(folder.path): expected a regular file, got a directory\n")
        let missing = try await Tool.run("inspect", "\(folder.path)/missing.so")
        #expect(
            missing.standardError
                == "Error: \(folder.path)/missing.so: No such file or directory\n")
        #expect(directory.standardOutput + missing.standardOutput == "")
    }

    #if arch(x86_64)
        private static let machine = "x86-64"
    #else
        private static let machine = "aarch64"
    #endif
}

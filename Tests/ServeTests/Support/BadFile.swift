import Foundation
import Testing

/// A file that must never displace a running plugin, and what the log must say of it.
struct BadFile: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// A part of the reason.
    let reason: String
    /// Puts it where a path says.
    let make: @Sendable (String) throws -> Void

    /// A sound plugin with a change to its bytes.
    static func changed(
        _ what: String, _ reason: String, _ change: @escaping @Sendable (inout [UInt8]) -> Void
    ) -> BadFile {
        BadFile(testDescription: what, reason: reason) { path in
            var bytes = try PluginBuilder.bytes(of: .hello(2))
            change(&bytes)
            try PluginDirectory.write(bytes, to: path)
        }
    }

    static func fixture(
        _ plugin: FixturePlugin, _ reason: String
    ) -> BadFile {
        BadFile(testDescription: plugin.source, reason: reason) { path in
            try PluginDirectory.write(PluginBuilder.bytes(of: plugin), to: path)
        }
    }

    /// Something that is no regular file.
    static func special(
        _ what: String, _ reason: String, _ call: @escaping @Sendable (String) -> Int32
    ) -> BadFile {
        BadFile(testDescription: what, reason: reason) { path in
            guard call(path) == 0 else { throw TestFailure.system(what, errno) }
        }
    }
}

extension BadFile {
    static let all: [BadFile] =
        [
            changed("zero bytes", "empty file") { $0 = [] },
            changed("truncated to its head", "incomplete") { $0.removeSubrange(100...) },
            changed("without its last byte", "incomplete") { $0.removeLast() },
            changed("a text", "not an ELF file") { $0 = Array("#!/bin/sh\n".utf8) },
            changed("32-bit", "32-bit, expected 64-bit") { $0[4] = 1 },
            changed("of another machine", "built for riscv, this host is") { $0[18] = 0xf3 },
            changed("an executable", "expected a shared object") { $0[16] = 2 },
            changed("with flipped bits", "expected 56") { $0[54] ^= 0xff },
            fixture(FixturePlugin("no-entry.c"), "nano_plugin_entry_v1"),
            fixture(FixturePlugin("no-manifest.c"), "no manifest note"),
            fixture(.foreignABI(major: 2, minorMin: 0), "speaks ABI 2, too new for this host's 1"),
            fixture(.foreignABI(major: 0, minorMin: 0), "speaks ABI 0, too old for this host's 1"),
            fixture(.foreignABI(major: 1, minorMin: 99), "needs ABI 1.99 or later"),
            fixture(FixturePlugin("entry-null.c"), "returned NULL instead of a function table"),
            fixture(
                FixturePlugin("unresolved.c", isLinkedLoosely: true),
                "undefined symbol: nobody_defines_this"),
            special("a directory", "expected a regular file, got a directory") {
                // By a link: a directory itself cannot be renamed over a file.
                symlink(".", $0)
            },
            special("a FIFO", "expected a regular file, got a FIFO") { mkfifo($0, 0o600) },
            special("a socket", "expected a regular file, got a socket") {
                mknod($0, S_IFSOCK | 0o600, 0)
            },
            special("a link to a device", "got a symbolic link that leads out of it") {
                symlink("/dev/null", $0)
            },
        ] + (geteuid() == 0 ? [device] : [])

    /// Only root may make one.
    private static let device = special(
        "a device", "expected a regular file, got a character device"
    ) {
        mknod($0, S_IFCHR | 0o600, 0x103)
    }
}

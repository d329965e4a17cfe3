import Foundation
import Glibc
import Testing

/// A shared object compiled for one test, and open until `close()`.
final class LoadedImage {
    let path: String
    private var openHandle: UnsafeMutableRawPointer?

    init(_ source: String, language: String = "c") throws {
        let directory = FileManager.default.temporaryDirectory.path
        path = "\(directory)/nano-shims-\(UUID()).so"
        try Self.compile(source, language: language, to: path)
        openHandle = dlopen(path, RTLD_NOW | RTLD_LOCAL)
        try #require(openHandle != nil, "\(String(cString: dlerror()))")
    }

    deinit {
        close()
        unlink(path)
    }

    var handle: UnsafeMutableRawPointer {
        get throws { try #require(openHandle) }
    }

    func close() {
        if let handle = openHandle { dlclose(handle) }
        openHandle = nil
    }

    /// The address of one of its functions.
    func address(of name: String) throws -> UnsafeMutableRawPointer {
        try #require(dlsym(try handle, name), "no function \(name)")
    }

    /// Calls a function without arguments that returns an int.
    @discardableResult func call(_ name: String) throws -> Int32 {
        typealias Function = @convention(c) () -> Int32
        return unsafeBitCast(try address(of: name), to: Function.self)()
    }

    private static func compile(_ source: String, language: String, to path: String) throws {
        let input = path + ".source"
        try Data(source.utf8).write(to: URL(filePath: input))
        defer { unlink(input) }
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/env")
        compiler.arguments =
            [
                "clang++", "-shared", "-fPIC", "-O1", "-fno-omit-frame-pointer", "-x", language,
                input,
                "-o", path,
            ]
        try compiler.run()
        compiler.waitUntilExit()
        try #require(compiler.terminationStatus == 0)
    }
}

import ELFPreflight
import Glibc

/// Why a plugin file did not become a staged copy. The file's fault unless `system` says otherwise.
struct StageError: Error, CustomStringConvertible {
    enum Reason {
        case system(call: String, code: Int32)
        case unopened(GuardedFileError)
        case tooLarge(Int)
        case changedWhileRead
        case signature(SignatureRefusal)
        case preflight(PreflightError)
    }

    let path: String
    let reason: Reason

    init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }

    init(_ path: String, _ call: String, _ code: Int32) {
        self.init(path: path, reason: .system(call: call, code: code))
    }

    /// Whether the file may be in the middle of being written: look again before refusing it.
    var mayBeIncomplete: Bool {
        switch reason {
        case .changedWhileRead: true
        case .signature(let refusal): refusal.mayBeIncomplete
        case .preflight(let error): error.looksIncomplete
        case .system, .unopened, .tooLarge: false
        }
    }

    /// Whether the same file may be staged with another signature.
    var isOfTheSignature: Bool {
        if case .signature = reason { true } else { false }
    }

    /// Whether the same file may be staged a moment later: a directory's mode is not in the
    /// identity of its files.
    var isOfTheSystem: Bool {
        switch reason {
        case .system, .unopened(.file), .unopened(.permissions): true
        default: false
        }
    }

    /// The step of the app line that refused it.
    var step: AppCounts.LoadStep {
        switch reason {
        case .system, .unopened, .tooLarge, .changedWhileRead: .stage
        case .signature: .authenticate
        case .preflight: .preflight
        }
    }

    /// Whether the file has gone since it was seen.
    var isMissing: Bool {
        if case .unopened(.file(let error)) = reason { error.isMissing } else { false }
    }

    var description: String {
        switch reason {
        case .system(let call, let code): "\(path): \(call): \(String(cString: strerror(code)))"
        case .unopened(let error): error.description
        case .tooLarge(let count):
            "\(path): expected at most \(Stager.fileBytesMax) bytes, got \(count)"
        case .changedWhileRead: "\(path): changed while it was read"
        case .signature(let refusal): "\(path): \(refusal)"
        case .preflight(let error): "\(path): \(error)"
        }
    }
}

/// What a path leads to (`inode(7)`).
struct FileKind: CustomStringConvertible {
    let mode: mode_t

    init(_ mode: mode_t) {
        self.mode = mode & S_IFMT
    }

    var description: String {
        switch mode {
        case S_IFREG: "a regular file"
        case S_IFDIR: "a directory"
        case S_IFIFO: "a FIFO"
        case S_IFSOCK: "a socket"
        case S_IFCHR: "a character device"
        case S_IFBLK: "a block device"
        case S_IFLNK: "a symbolic link"
        default: "something else"
        }
    }
}

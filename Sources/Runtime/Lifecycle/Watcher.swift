// First step of the app line: watch. An inotify event only means "look again"; what is there is
// read from the directory itself, on events and every two seconds, so that a lost event, a full
// queue or a file system without events costs time and nothing else.

import Glibc

/// What the kernel said since the last look.
struct WatchNotice {
    /// Paths that were renamed into place: whole as they are.
    var renamedIn: Set<String> = []
    var isAnything = false
}

/// Watches directories (`inotify(7)`). Lifecycle thread only.
final class Watcher {
    /// To be polled for reading; -1 where the kernel gives no inotify instance, and only the
    /// regular look is left.
    let descriptor: Int32
    private var directories: [Int32: String] = [:]
    private var identities: [String: FileIdentity] = [:]

    private static let mask =
        UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_MOVED_FROM) | UInt32(IN_CREATE)
        | UInt32(IN_DELETE) | UInt32(IN_ATTRIB) | UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF)

    init() {
        descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Watches `directory`, anew if it is another directory by now (removed and made again,
    /// mounted over).
    func watch(_ directory: String) {
        guard let now = FileIdentity(path: directory) else {
            identities[directory] = nil
            return
        }
        if let before = identities[directory],
            before.inode == now.inode && before.device == now.device
        {
            return
        }
        leave(directory)
        let watch = inotify_add_watch(descriptor, directory, Self.mask)
        guard watch >= 0 else { return }
        directories[watch] = directory
        identities[directory] = now
    }

    /// What happens in a directory that was replaced is no longer of interest.
    private func leave(_ directory: String) {
        for (watch, path) in directories where path == directory {
            directories[watch] = nil
            inotify_rm_watch(descriptor, watch)
        }
        identities[directory] = nil
    }

    /// Everything the kernel has queued.
    func take() -> WatchNotice {
        var notice = WatchNotice()
        withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 8) { buffer in
            while true {
                let count = read(descriptor, buffer.baseAddress, buffer.count)
                guard count > 0 else { return }
                notice.isAnything = true
                note(UnsafeRawBufferPointer(rebasing: buffer[..<count]), in: &notice)
            }
        }
        return notice
    }

    private func note(_ events: UnsafeRawBufferPointer, in notice: inout WatchNotice) {
        var offset = 0
        let headerCount = MemoryLayout<inotify_event>.size
        while offset + headerCount <= events.count {
            let event = events.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
            let name = events[(offset + headerCount)...].prefix(Int(event.len)).prefix { $0 != 0 }
            offset += headerCount + Int(event.len)
            if event.mask & UInt32(IN_IGNORED) != 0 {
                // The directory is gone; `watch` takes it up again when it is back.
                if let gone = directories.removeValue(forKey: event.wd) { identities[gone] = nil }
            } else if event.mask & UInt32(IN_MOVED_TO) != 0, let directory = directories[event.wd] {
                notice.renamedIn.insert(
                    directory + "/" + String(decoding: name, as: UTF8.self))
            }
        }
    }
}

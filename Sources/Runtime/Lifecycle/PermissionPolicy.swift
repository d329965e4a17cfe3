// Whose files this process executes. Whoever can write a plugin, or put another in its place, runs
// code as this process; so what others can write is refused, before a byte of it is read.
//
// A group that may write counts as others: who is in a group is not in the inode but in the user
// database, which may be on the network and may change without the file changing. With access
// control lists, the group's bits are the mask of all their entries (acl(5)), so this covers them.
//
// Decided by owner and mode alone; `GuardedFile` makes the system calls.

import Glibc

/// Which owner and mode a file must have to decide what runs. A pure value.
struct PermissionPolicy: Sendable {
    /// The user whose files are as good as root's: the one this process runs as.
    let user: uid_t
    /// `false` lets everything pass, for development: `--insecure-permissions`.
    var isEnforced = true

    /// For this process's effective user.
    static func current(isEnforced: Bool = true) -> PermissionPolicy {
        PermissionPolicy(user: geteuid(), isEnforced: isEnforced)
    }

    /// - Returns: why something of this owner and mode is refused; `nil` where it may pass.
    func refusal(of role: FileRole, owner: uid_t, mode: mode_t) -> PermissionRefusal? {
        guard isEnforced else { return nil }
        guard owner == 0 || owner == user else { return .owner(owner, user: user) }
        // Where the sticky bit is set, others can add names but not take this one (inode(7)).
        if role == .parent, mode & S_ISVTX != 0 { return nil }
        let writers = mode & (S_IWGRP | S_IWOTH)
        return writers == 0 ? nil : .writable(mode: mode & 0o7777)
    }
}

/// What a file is to the runtime.
enum FileRole: Sendable {
    /// A plugin or a configuration file.
    case file
    /// The directory in which every new name is a new app.
    case pluginDirectory
    /// A directory that holds a file which the operator names.
    case parent
}

/// Why a file or directory may not decide what runs.
enum PermissionRefusal: Equatable, Sendable {
    case owner(uid_t, user: uid_t)
    case writable(mode: mode_t)

    /// One line: expected, got, and the command that mends it.
    func description(of path: String) -> String {
        switch self {
        case .owner(let owner, let user):
            let expected = user == 0 ? "root" : "root or user \(user), which runs this"
            return "\(path): expected an owner of \(expected), got user \(owner); "
                + "to trust it: chown \(user) \(path)"
        case .writable(let mode):
            let octal = String(mode, radix: 8)
            let padded = String(repeating: "0", count: max(0, 4 - octal.count)) + octal
            return "\(path): expected no write permission for group and others, got mode "
                + "\(padded); to mend it: chmod go-w \(path)"
        }
    }
}

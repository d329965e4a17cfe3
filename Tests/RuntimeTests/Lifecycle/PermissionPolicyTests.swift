import Glibc
import Testing

@testable import Runtime

/// Which owner and mode may decide what runs, as a table.
@Suite struct PermissionPolicyTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let role: FileRole
        let owner: uid_t
        let mode: mode_t
        let refusal: PermissionRefusal?

        init(_ role: FileRole, _ owner: uid_t, _ mode: mode_t, _ refusal: PermissionRefusal?) {
            (self.role, self.owner, self.mode, self.refusal) = (role, owner, mode, refusal)
        }

        var testDescription: String { "\(role), owner \(owner), mode \(String(mode, radix: 8))" }
    }

    /// Of a process that user 100 runs.
    static let table: [Row] = [
        Row(.file, 0, S_IFREG | 0o644, nil),
        Row(.file, 100, S_IFREG | 0o755, nil),
        Row(.file, 100, S_IFREG | 0o400, nil),
        Row(.file, 101, S_IFREG | 0o600, .owner(101, user: 100)),
        Row(.file, 101, S_IFREG | 0o666, .owner(101, user: 100)),
        Row(.file, 100, S_IFREG | 0o664, .writable(mode: 0o664)),
        Row(.file, 0, S_IFREG | 0o646, .writable(mode: 0o646)),
        Row(.file, 100, S_IFREG | 0o1666, .writable(mode: 0o1666)),
        Row(.pluginDirectory, 0, S_IFDIR | 0o755, nil),
        Row(.pluginDirectory, 100, S_IFDIR | 0o2700, nil),
        Row(.pluginDirectory, 101, S_IFDIR | 0o755, .owner(101, user: 100)),
        Row(.pluginDirectory, 100, S_IFDIR | 0o775, .writable(mode: 0o775)),
        Row(.pluginDirectory, 100, S_IFDIR | 0o1777, .writable(mode: 0o1777)),
        Row(.parent, 0, S_IFDIR | 0o755, nil),
        Row(.parent, 0, S_IFDIR | 0o1777, nil),
        Row(.parent, 101, S_IFDIR | 0o1777, .owner(101, user: 100)),
        Row(.parent, 100, S_IFDIR | 0o777, .writable(mode: 0o777)),
        Row(.parent, 100, S_IFDIR | 0o2775, .writable(mode: 0o2775)),
    ]

    @Test(arguments: table)
    func ownerAndModeDecide(row: Row) {
        let policy = PermissionPolicy(user: 100)
        #expect(policy.refusal(of: row.role, owner: row.owner, mode: row.mode) == row.refusal)
    }

    @Test func nothingIsRefusedWhereItIsNotEnforced() {
        let policy = PermissionPolicy(user: 100, isEnforced: false)
        for row in Self.table {
            #expect(policy.refusal(of: row.role, owner: row.owner, mode: row.mode) == nil)
        }
    }

    @Test func rootTrustsNobodyElse() {
        let policy = PermissionPolicy(user: 0)
        #expect(policy.refusal(of: .file, owner: 0, mode: 0o644) == nil)
        #expect(policy.refusal(of: .file, owner: 100, mode: 0o644) == .owner(100, user: 0))
    }

    @Test func aRefusalNamesExpectedAndGotAndTheCommandThatMendsIt() {
        #expect(
            PermissionRefusal.writable(mode: 0o775).description(of: "/srv/plugins")
                == "/srv/plugins: expected no write permission for group and others, "
                + "got mode 0775; to mend it: chmod go-w /srv/plugins")
        #expect(
            PermissionRefusal.owner(101, user: 100).description(of: "/a.so")
                == "/a.so: expected an owner of root or user 100, which runs this, got user 101; "
                + "to trust it: chown 100 /a.so")
        #expect(
            PermissionRefusal.owner(101, user: 0).description(of: "/a.so")
                == "/a.so: expected an owner of root, got user 101; to trust it: chown 0 /a.so")
    }
}

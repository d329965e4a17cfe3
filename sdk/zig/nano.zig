//! HTTP apps in Zig as plugins for nano-runtime.
//!
//!     const nano = @import("nano");
//!
//!     const Hello = struct {
//!         pub fn init(_: nano.Host) !Hello {
//!             return .{};
//!         }
//!         pub fn handle(_: *Hello, _: nano.Request, responder: nano.Responder) !void {
//!             try responder.text(200, "Hello, World!");
//!         }
//!     };
//!
//!     comptime {
//!         nano.plugin(Hello, .{ .name = "hello", .version = "1.0.0" });
//!     }
//!
//! An error from init() rejects the file, one from handle() gives the client a 500; both are
//! logged by name. A panic cannot be caught in Zig: it ends the process. deinit() is optional.
//! The C headers (nano/*.h) are the reference for every rule.

const builtin = @import("builtin");
const std = @import("std");

pub const abi = @import("abi.zig");
pub const testing = @import("testing.zig");
const call = @import("call.zig");

pub const Call = call.Call;
pub const Answer = call.Answer;
pub const Cancel = call.Cancel;

/// How handle() is run.
pub const Execution = enum(u32) {
    /// On a thread of this loaded copy's own, where blocking is fine.
    lane = 0,
    /// On the event loop: a promise never to block.
    event_loop = 1,
};

/// What the manifest says of a plugin.
pub const Options = struct {
    /// At most 63 bytes.
    name: []const u8,
    /// At most 31 bytes.
    version: []const u8,
    execution: Execution = .lane,
    /// handle() is called at the head of a request, and reads the body from its Call.
    streams_body: bool = false,
};

pub const Level = enum(u32) { debug = 0, info = 1, warning = 2, err = 3 };

/// Why a response was not taken, or a call does not do what it was asked to (nano/abi.h).
pub const RespondError = error{ Invalid, State, Limit, Memory, Again, Cancelled, Refused };

/// The error that a result code tells.
pub fn check(result: i32) RespondError!void {
    return switch (result) {
        abi.ok => {},
        -2 => error.Invalid,
        -3 => error.State,
        -4 => error.Limit,
        -5 => error.Memory,
        -6 => error.Again,
        abi.err_cancelled => error.Cancelled,
        else => error.Refused,
    };
}

/// The runtime, as one loaded copy of a plugin sees it. May be kept as long as the app lives, and
/// used from every thread.
pub const Host = struct {
    raw: *const abi.Host,

    /// The name of the app that this plugin serves.
    pub fn app(self: Host) []const u8 {
        return self.raw.app.slice();
    }

    /// Writes one line to the runtime's log. Never blocks; the text is copied.
    pub fn log(self: Host, level: Level, message: []const u8) void {
        const table = self.raw.get_extension(self.raw, "nano.log/1") orelse return;
        const extension: *const abi.Log = @ptrCast(@alignCast(table));
        extension.write(self.raw, @backingInt(level), abi.Bytes.of(message));
    }

    /// The value of `name` in the "env" object of the app's configuration.
    pub fn environment(self: Host, name: []const u8) ?[]const u8 {
        const table = self.raw.get_extension(self.raw, "nano.env/1") orelse return null;
        const extension: *const abi.Env = @ptrCast(@alignCast(table));
        var value: abi.Bytes = .{};
        const result = extension.get(self.raw, abi.Bytes.of(name), &value);
        return if (result == abi.ok) value.slice() else null;
    }
};

/// A request: views of what the client sent, valid until handle() returns.
pub const Request = struct {
    raw: *const abi.Request,

    pub fn method(self: Request) []const u8 {
        return self.raw.method.slice();
    }
    /// From "/" up to "?"; "*" for OPTIONS *. Not percent-decoded.
    pub fn path(self: Request) []const u8 {
        return self.raw.path.slice();
    }
    /// What follows the "?", without it; empty if there is none.
    pub fn query(self: Request) []const u8 {
        return self.raw.query.slice();
    }
    /// The whole body, with the transfer coding removed.
    pub fn body(self: Request) []const u8 {
        return self.raw.body.slice();
    }
    /// The value of the first header field of that name, in either case.
    pub fn header(self: Request, name: []const u8) ?[]const u8 {
        const fields = self.raw.headers orelse return null;
        for (fields[0..self.raw.header_count]) |field| {
            if (std.ascii.eqlIgnoreCase(field.name.slice(), name)) return field.value.slice();
        }
        return null;
    }
};

/// The way back to the client: one answer a request, copied before the call returns.
pub const Responder = struct {
    raw: *abi.Responder,

    /// Answers with a status, header fields and a body (nano/response.h has the rules).
    pub fn respond(
        self: Responder,
        status: u32,
        headers: []const abi.Header,
        body: []const u8,
    ) RespondError!void {
        const response: abi.Response = .{
            .status = status,
            .headers = headers.ptr,
            .header_count = headers.len,
            .body = abi.Bytes.of(body),
        };
        return check(self.raw.respond(self.raw, &response));
    }

    /// Answers with plain text, in UTF-8.
    pub fn text(self: Responder, status: u32, body: []const u8) RespondError!void {
        const fields = [_]abi.Header{header("Content-Type", "text/plain; charset=utf-8")};
        return self.respond(status, &fields, body);
    }
};

/// A header field of a response.
pub fn header(name: []const u8, value: []const u8) abi.Header {
    return .{ .name = abi.Bytes.of(name), .value = abi.Bytes.of(value) };
}

/// Makes a plugin of the type `App`: once, in a `comptime` block of the root file.
pub fn plugin(comptime App: type, comptime options: Options) void {
    // Tests call the functions themselves, and a test program exports nothing.
    if (builtin.is_test) return;
    const exports = struct {
        const flags = @backingInt(options.execution) |
            (if (options.streams_body) abi.body_stream else 0);
        const note = abi.ManifestNote.of(options.name, options.version, flags);
        const functions = Functions(App).table;

        fn entry() callconv(.c) *const abi.Plugin {
            return &functions;
        }
    };
    @export(&exports.note, .{
        .name = "nano_plugin_manifest_note",
        .section = ".note.nano.plugin",
    });
    @export(&exports.entry, .{ .name = "nano_plugin_entry_v1" });
}

/// The C functions of a plugin whose app is an `App`.
pub fn Functions(comptime App: type) type {
    return struct {
        const Instance = struct { app: App, host: Host };

        pub const table: abi.Plugin = .{
            .create = create,
            .destroy = destroy,
            .handle = handle,
        };

        fn create(raw: *const abi.Host, out: *?*anyopaque) callconv(.c) i32 {
            const host: Host = .{ .raw = raw };
            const instance = std.heap.c_allocator.create(Instance) catch return abi.err;
            const app = App.init(host) catch |reason| {
                std.heap.c_allocator.destroy(instance);
                return failed(host, "init", reason);
            };
            instance.* = .{ .app = app, .host = host };
            out.* = instance;
            return abi.ok;
        }

        fn destroy(raw: ?*anyopaque) callconv(.c) void {
            const instance: *Instance = @ptrCast(@alignCast(raw.?));
            if (@hasDecl(App, "deinit")) instance.app.deinit();
            std.heap.c_allocator.destroy(instance);
        }

        fn handle(
            raw: ?*anyopaque,
            request: *const abi.Request,
            responder: *abi.Responder,
        ) callconv(.c) i32 {
            const instance: *Instance = @ptrCast(@alignCast(raw.?));
            if (takes_call) return deferred(instance, request, responder);
            instance.app.handle(.{ .raw = request }, .{ .raw = responder }) catch |reason| {
                return failed(instance.host, "handle", reason);
            };
            return abi.ok;
        }

        /// Whether handle() is `fn (*App, Request, Call)` rather than one that answers at once.
        const takes_call =
            @FieldType(std.meta.ArgsTuple(@TypeOf(App.handle)), "2") == Call;

        fn deferred(
            instance: *Instance,
            request: *const abi.Request,
            responder: *abi.Responder,
        ) i32 {
            const events = call.Events(Instance).of(instance);
            var made: Call = .{ .host = instance.host, .number = 0 };
            const result = responder.defer_(responder, &events, &made.number);
            if (result != abi.ok) return result;
            instance.app.handle(.{ .raw = request }, made) catch |reason| {
                made.abandon();
                _ = failed(instance.host, "handle", reason);
            };
            return abi.deferred;
        }

        fn failed(host: Host, comptime place: []const u8, reason: anyerror) i32 {
            var buffer: [256]u8 = undefined;
            const line = std.fmt.bufPrint(&buffer, place ++ " failed: {s}", .{@errorName(reason)});
            host.log(.err, line catch place ++ " failed");
            return abi.err;
        }
    };
}

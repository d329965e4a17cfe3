//! Requests that are answered later, from any thread, whole or in pieces (nano/call.h).
//!
//!     pub fn handle(_: *Countdown, _: nano.Request, call: nano.Call) !void {
//!         try call.begin(.{ .status = 200, .body = "3, " });
//!         try call.write("2, 1\n");
//!         try call.end();
//!     }
//!
//! An app whose handle() takes a Call gets every request deferred, and ends each call once, by
//! respond(), end() or abandon(); where handle() fails, the call is abandoned for it. What the
//! runtime tells of a call goes to the app's functions of these names, each of which it may leave
//! out; they run on handler threads:
//!
//!     pub fn cancelled(self: *App, call: nano.Call, reason: nano.Cancel) void
//!     pub fn draining(self: *App, call: nano.Call) void
//!     pub fn readable(self: *App, call: nano.Call) void
//!     pub fn writable(self: *App, call: nano.Call) void
//!     pub fn ended(self: *App, call: nano.Call) void

const std = @import("std");
const nano = @import("nano.zig");
const abi = nano.abi;

/// Why nobody waits for an answer any more.
pub const Cancel = enum(u32) { client = 1, timeout = 2, drain = 3, _ };

/// An answer, or the beginning of one.
pub const Answer = struct {
    status: u32 = 200,
    headers: []const abi.Header = &.{},
    body: []const u8 = "",
};

/// One deferred request. A plain value: copies are of the same call, and a late use of one that has
/// ended is an error and harmless.
pub const Call = struct {
    host: nano.Host,
    number: u64,

    /// Answers and ends the call. error.Cancelled: nobody is there, and it has ended.
    pub fn respond(self: Call, answer: Answer) nano.RespondError!void {
        const raw = response(answer);
        return nano.check(self.functions().respond(self.host.raw, self.number, &raw));
    }

    /// Begins an answer in pieces, of which `head` has the first.
    pub fn begin(self: Call, head: Answer) nano.RespondError!void {
        const raw = response(head);
        return nano.check(self.functions().begin(self.host.raw, self.number, &raw));
    }

    /// Sends a piece; waits while the client is slower than this, which no inline handler may.
    pub fn write(self: Call, piece: []const u8) nano.RespondError!void {
        _ = try self.writeSome(piece, abi.wait);
    }

    /// Sends what there is room for; returns how many bytes that are. writable() follows.
    pub fn tryWrite(self: Call, piece: []const u8) nano.RespondError!usize {
        return self.writeSome(piece, 0) catch |reason| switch (reason) {
            error.Again => 0,
            else => reason,
        };
    }

    /// Ends the response and the call.
    pub fn end(self: Call) nano.RespondError!void {
        return nano.check(self.functions().end(self.host.raw, self.number));
    }

    /// Ends the call without an answer: the client gets a 500, or is cut off.
    pub fn abandon(self: Call) void {
        _ = self.functions().abandon(self.host.raw, self.number);
    }

    /// Reads the body of a plugin with `streams_body`; 0 at its end. Waits for it, which no inline
    /// handler may.
    pub fn read(self: Call, buffer: []u8) nano.RespondError!usize {
        return self.readSome(buffer, abi.wait);
    }

    /// Reads what has come of the body; error.Again: nothing yet, and readable() follows.
    pub fn tryRead(self: Call, buffer: []u8) nano.RespondError!usize {
        return self.readSome(buffer, 0);
    }

    fn writeSome(self: Call, piece: []const u8, flags: u32) nano.RespondError!usize {
        var count: usize = 0;
        const bytes = abi.Bytes.of(piece);
        const result = self.functions().write(self.host.raw, self.number, bytes, flags, &count);
        try nano.check(result);
        return count;
    }

    fn readSome(self: Call, buffer: []u8, flags: u32) nano.RespondError!usize {
        var count: usize = 0;
        const place: *anyopaque = @ptrCast(buffer.ptr);
        const result =
            self.functions().read(self.host.raw, self.number, place, buffer.len, flags, &count);
        try nano.check(result);
        return count;
    }

    fn functions(self: Call) *const abi.Calls {
        // deferred() has seen that the host has them.
        const table = self.host.raw.get_extension(self.host.raw, "nano.call/1").?;
        return @ptrCast(@alignCast(table));
    }
};

fn response(answer: Answer) abi.Response {
    return .{
        .status = answer.status,
        .headers = answer.headers.ptr,
        .header_count = answer.headers.len,
        .body = abi.Bytes.of(answer.body),
    };
}

/// The events of an app's calls: `Instance` has fields `app` and `host`.
pub fn Events(comptime Instance: type) type {
    const App = @FieldType(Instance, "app");
    return struct {
        pub fn of(instance: *Instance) abi.CallEvents {
            return .{
                .data = instance,
                .cancelled = if (@hasDecl(App, "cancelled")) cancelled else null,
                .draining = if (@hasDecl(App, "draining")) draining else null,
                .readable = if (@hasDecl(App, "readable")) readable else null,
                .writable = if (@hasDecl(App, "writable")) writable else null,
                .ended = if (@hasDecl(App, "ended")) ended else null,
            };
        }

        fn cancelled(data: ?*anyopaque, number: u64, reason: u32) callconv(.c) void {
            const instance = from(data);
            instance.app.cancelled(call(instance, number), @enumFromInt(reason));
        }
        fn draining(data: ?*anyopaque, number: u64) callconv(.c) void {
            const instance = from(data);
            instance.app.draining(call(instance, number));
        }
        fn readable(data: ?*anyopaque, number: u64) callconv(.c) void {
            const instance = from(data);
            instance.app.readable(call(instance, number));
        }
        fn writable(data: ?*anyopaque, number: u64) callconv(.c) void {
            const instance = from(data);
            instance.app.writable(call(instance, number));
        }
        fn ended(data: ?*anyopaque, number: u64) callconv(.c) void {
            const instance = from(data);
            instance.app.ended(call(instance, number));
        }

        fn from(data: ?*anyopaque) *Instance {
            return @ptrCast(@alignCast(data.?));
        }
        fn call(instance: *Instance, number: u64) Call {
            return .{ .host = instance.host, .number = number };
        }
    };
}

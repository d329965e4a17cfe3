//! Tests of a plugin without a server: requests in, responses out, through the C functions that
//! the runtime calls.
//!
//!     test "greets whom the path names" {
//!         var app = try nano.testing.App(Greeter).init();
//!         defer app.deinit();
//!         try app.get("/Ada");
//!         try std.testing.expectEqualStrings("Hello, Ada!\n", app.body());
//!     }

const std = @import("std");
const nano = @import("nano.zig");
const abi = nano.abi;

/// One app under test and its last response.
pub fn App(comptime Type: type) type {
    return struct {
        const Self = @This();
        const functions = nano.Functions(Type).table;

        app: ?*anyopaque,
        kept: Kept = .{},
        /// What the client gets: 500 where handle() failed.
        status: u32 = 0,

        /// Makes the app; an error where its init() fails.
        pub fn init() !Self {
            var app: ?*anyopaque = null;
            if (functions.create(&host, &app) != abi.ok) return error.PluginDidNotStart;
            return .{ .app = app };
        }

        pub fn deinit(self: *Self) void {
            functions.destroy(self.app);
        }

        pub fn get(self: *Self, target: []const u8) !void {
            return self.send("GET", target, "");
        }

        /// Sends a request, and keeps its response until the next.
        pub fn send(
            self: *Self,
            method: []const u8,
            target: []const u8,
            content: []const u8,
        ) !void {
            const mark = std.mem.indexOfScalar(u8, target, '?') orelse target.len;
            const request: abi.Request = .{
                .method = abi.Bytes.of(method),
                .target = abi.Bytes.of(target),
                .path = abi.Bytes.of(target[0..mark]),
                .query = abi.Bytes.of(target[@min(mark + 1, target.len)..]),
                .host = abi.Bytes.of("localhost"),
                .body = abi.Bytes.of(content),
                .peer = abi.Bytes.of("127.0.0.1:1"),
            };
            self.kept = .{};
            var responder: abi.Responder = .{
                .host_data = &self.kept,
                .respond = respond,
                .defer_ = refuse,
            };
            const result = functions.handle(self.app, &request, &responder);
            self.status = if (result == abi.ok) self.kept.status else 500;
        }

        pub fn body(self: *const Self) []const u8 {
            return self.kept.body[0..self.kept.body_count];
        }

        /// The value of the first header field of that name, in either case.
        pub fn header(self: *const Self, name: []const u8) ?[]const u8 {
            for (self.kept.fields[0..self.kept.field_count]) |*field| {
                if (std.ascii.eqlIgnoreCase(field.name(), name)) return field.value();
            }
            return null;
        }
    };
}

/// A copy of a response: at most 64 KiB of body and 32 header fields of 256 bytes.
const Kept = struct {
    status: u32 = 500,
    fields: [32]Field = undefined,
    field_count: usize = 0,
    body: [65536]u8 = undefined,
    body_count: usize = 0,
};

const Field = struct {
    text: [256]u8 = undefined,
    name_count: usize = 0,
    count: usize = 0,

    fn name(self: *const Field) []const u8 {
        return self.text[0..self.name_count];
    }
    fn value(self: *const Field) []const u8 {
        return self.text[self.name_count..self.count];
    }
};

/// nano_responder.respond
fn respond(responder: *abi.Responder, response: *const abi.Response) callconv(.c) i32 {
    const kept: *Kept = @ptrCast(@alignCast(responder.host_data.?));
    if (kept.status != 500) return abi.err_state;
    const body = response.body.slice();
    const status_is_valid = response.status >= 200 and response.status <= 599;
    if (!status_is_valid or response.header_count > kept.fields.len or body.len > kept.body.len) {
        return abi.err_invalid;
    }
    if (response.headers) |fields| {
        for (fields[0..response.header_count], 0..) |field, index| {
            const name = field.name.slice();
            const value = field.value.slice();
            const slot = &kept.fields[index];
            if (name.len + value.len > slot.text.len) return abi.err_invalid;
            @memcpy(slot.text[0..name.len], name);
            @memcpy(slot.text[name.len..][0..value.len], value);
            slot.name_count = name.len;
            slot.count = name.len + value.len;
        }
    }
    @memcpy(kept.body[0..body.len], body);
    kept.body_count = body.len;
    kept.field_count = response.header_count;
    kept.status = response.status;
    return abi.ok;
}

/// A host without extensions: what the app logs is dropped.
const host: abi.Host = .{
    .host_data = null,
    .name = abi.Bytes.of("nano-test"),
    .version = abi.Bytes.of("0.1.0"),
    .app = abi.Bytes.of("test"),
    .generation = 1,
    .get_extension = extension,
};

fn extension(_: *const abi.Host, _: [*:0]const u8) callconv(.c) ?*const anyopaque {
    return null;
}

/// nano_responder.defer: this host has no nano.call/1.
fn refuse(_: *abi.Responder, _: ?*const abi.CallEvents, _: *u64) callconv(.c) i32 {
    return abi.err_state;
}

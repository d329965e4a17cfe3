//! The C interface, as nano/*.h have it; the sizes asserted below are the same as theirs.

const std = @import("std");

pub const major = 1;
pub const minor = 0;
pub const ok: i32 = 0;
pub const err: i32 = -1;
pub const err_invalid: i32 = -2;
pub const err_state: i32 = -3;
pub const err_cancelled: i32 = -7;
pub const deferred: i32 = 1;
pub const wait: u32 = 1;
pub const body_stream: u32 = 2;

/// A borrowed view; `data` may be null when `count` is 0.
pub const Bytes = extern struct {
    data: ?[*]const u8 = null,
    count: usize = 0,

    pub fn of(bytes: []const u8) Bytes {
        return .{ .data = bytes.ptr, .count = bytes.len };
    }

    pub fn slice(self: Bytes) []const u8 {
        const data = self.data orelse return "";
        return data[0..self.count];
    }
};

pub const Header = extern struct { name: Bytes, value: Bytes };

pub const Request = extern struct {
    size: u32 = @sizeOf(Request),
    http_version: u32 = 0x0101,
    method: Bytes,
    target: Bytes,
    path: Bytes,
    query: Bytes = .{},
    host: Bytes = .{},
    headers: ?[*]const Header = null,
    header_count: usize = 0,
    body: Bytes = .{},
    peer: Bytes = .{},
};

pub const Response = extern struct {
    size: u32 = @sizeOf(Response),
    status: u32,
    headers: ?[*]const Header,
    header_count: usize,
    body: Bytes,
};

pub const Responder = extern struct {
    size: u32 = @sizeOf(Responder),
    reserved: u32 = 0,
    host_data: ?*anyopaque,
    respond: *const fn (*Responder, *const Response) callconv(.c) i32,
    defer_: *const fn (*Responder, ?*const CallEvents, *u64) callconv(.c) i32,
};

pub const CallEvents = extern struct {
    size: u32 = @sizeOf(CallEvents),
    reserved: u32 = 0,
    data: ?*anyopaque,
    cancelled: ?*const fn (?*anyopaque, u64, u32) callconv(.c) void = null,
    draining: ?*const fn (?*anyopaque, u64) callconv(.c) void = null,
    readable: ?*const fn (?*anyopaque, u64) callconv(.c) void = null,
    writable: ?*const fn (?*anyopaque, u64) callconv(.c) void = null,
    ended: ?*const fn (?*anyopaque, u64) callconv(.c) void = null,
};

pub const Calls = extern struct {
    size: u32 = @sizeOf(Calls),
    reserved: u32 = 0,
    respond: *const fn (*const Host, u64, *const Response) callconv(.c) i32,
    begin: *const fn (*const Host, u64, *const Response) callconv(.c) i32,
    write: *const fn (*const Host, u64, Bytes, u32, *usize) callconv(.c) i32,
    end: *const fn (*const Host, u64) callconv(.c) i32,
    abandon: *const fn (*const Host, u64) callconv(.c) i32,
    read: *const fn (*const Host, u64, *anyopaque, usize, u32, *usize) callconv(.c) i32,
};

pub const Host = extern struct {
    size: u32 = @sizeOf(Host),
    abi_major: u16 = major,
    abi_minor: u16 = minor,
    host_data: ?*anyopaque,
    name: Bytes,
    version: Bytes,
    app: Bytes,
    generation: u64,
    get_extension: *const fn (*const Host, [*:0]const u8) callconv(.c) ?*const anyopaque,
};

pub const Log = extern struct {
    size: u32 = @sizeOf(Log),
    reserved: u32 = 0,
    write: *const fn (*const Host, u32, Bytes) callconv(.c) void,
};

pub const Env = extern struct {
    size: u32 = @sizeOf(Env),
    reserved: u32 = 0,
    get: *const fn (*const Host, Bytes, *Bytes) callconv(.c) i32,
};

pub const Plugin = extern struct {
    size: u32 = @sizeOf(Plugin),
    abi_major: u16 = major,
    abi_minor: u16 = minor,
    create: *const fn (*const Host, *?*anyopaque) callconv(.c) i32,
    destroy: *const fn (?*anyopaque) callconv(.c) void,
    handle: *const fn (?*anyopaque, *const Request, *Responder) callconv(.c) i32,
    get_extension: ?*const fn (?*anyopaque, [*:0]const u8) callconv(.c) ?*const anyopaque = null,
};

pub const Manifest = extern struct {
    size: u32 = @sizeOf(Manifest),
    abi_major: u16 = major,
    abi_minor_min: u16 = 0,
    abi_minor_max: u16 = minor,
    reserved: u16 = 0,
    flags: u32,
    name: [64]u8,
    version: [32]u8,
};

/// The note as it lies in the file (elf(5), "Notes").
pub const ManifestNote = extern struct {
    owner_count: u32 = 5,
    content_count: u32 = @sizeOf(Manifest),
    kind: u32 = 1,
    owner: [8]u8 = .{ 'n', 'a', 'n', 'o', 0, 0, 0, 0 },
    content: Manifest,

    pub fn of(
        comptime name: []const u8,
        comptime version: []const u8,
        flags: u32,
    ) ManifestNote {
        return .{ .content = .{
            .flags = flags,
            .name = padded(64, name),
            .version = padded(32, version),
        } };
    }
};

fn padded(comptime count: usize, comptime text: []const u8) [count]u8 {
    if (text.len >= count) @compileError("a plugin's name has at most 63 bytes, its version 31");
    var result: [count]u8 = @splat(0);
    @memcpy(result[0..text.len], text);
    return result;
}

comptime {
    std.debug.assert(@sizeOf(Bytes) == 16);
    std.debug.assert(@sizeOf(Header) == 32);
    std.debug.assert(@sizeOf(Request) == 136);
    std.debug.assert(@sizeOf(Response) == 40);
    std.debug.assert(@sizeOf(Responder) == 32);
    std.debug.assert(@sizeOf(CallEvents) == 56);
    std.debug.assert(@sizeOf(Calls) == 56);
    std.debug.assert(@sizeOf(Host) == 80);
    std.debug.assert(@sizeOf(Log) == 16);
    std.debug.assert(@sizeOf(Env) == 16);
    std.debug.assert(@sizeOf(Plugin) == 40);
    std.debug.assert(@sizeOf(Manifest) == 112);
    std.debug.assert(@sizeOf(ManifestNote) == 132);
}

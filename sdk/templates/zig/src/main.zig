//! Greets whomever the path names: GET /Ada answers "Hello, Ada!".

const std = @import("std");
const nano = @import("nano");

const Greeter = struct {
    pub fn init(_: nano.Host) !Greeter {
        return .{};
    }

    /// Called from several threads at once: state that changes needs a lock. An error gives the
    /// client a 500 and a line in the log; a panic ends the process.
    pub fn handle(_: *Greeter, request: nano.Request, responder: nano.Responder) !void {
        if (!std.mem.eql(u8, request.method(), "GET")) {
            return responder.respond(405, &.{nano.header("Allow", "GET")}, "");
        }
        const path = request.path()[1..];
        var buffer: [256]u8 = undefined;
        const text = try std.fmt.bufPrint(&buffer, "Hello, {s}!\n", .{
            if (path.len == 0) "World" else path,
        });
        try responder.text(200, text);
    }
};

// Read from the file before it is loaded. The event loop asks that handle() never block.
comptime {
    nano.plugin(Greeter, .{ .name = "NAME", .version = "0.1.0", .execution = .event_loop });
}

test "greets whom the path names" {
    var app = try nano.testing.App(Greeter).init();
    defer app.deinit();
    try app.get("/Ada");
    try std.testing.expectEqual(200, app.status);
    try std.testing.expectEqualStrings("Hello, Ada!\n", app.body());
}

test "greets the world where the path names nobody" {
    var app = try nano.testing.App(Greeter).init();
    defer app.deinit();
    try app.get("/");
    try std.testing.expectEqualStrings("Hello, World!\n", app.body());
}

test "says which methods it knows" {
    var app = try nano.testing.App(Greeter).init();
    defer app.deinit();
    try app.send("POST", "/Ada", "Hello");
    try std.testing.expectEqual(405, app.status);
    try std.testing.expectEqualStrings("GET", app.header("allow").?);
}

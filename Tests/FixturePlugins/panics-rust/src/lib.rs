//! Panics out of `handle`, through the crate's boundary.

use nano_plugin::{nano_plugin, Failure, Host, Plugin, Request, Response};

struct Panics;

impl Plugin for Panics {
    fn new(_host: Host) -> Result<Self, Failure> {
        Ok(Panics)
    }

    fn handle(&self, request: &Request<'_>) -> Result<Response, Failure> {
        if request.path() == b"/throw" {
            panic!("thrown");
        }
        Ok(Response::text("caught"))
    }
}

nano_plugin!(Panics, "panics", env!("CARGO_PKG_VERSION"), inline);

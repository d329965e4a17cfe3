//! Answers every request with a greeting: the shortest plugin in Rust.

use nano_plugin::{nano_plugin, Failure, Host, Plugin, Request, Response};

struct Hello;

impl Plugin for Hello {
    fn new(_host: Host) -> Result<Self, Failure> {
        Ok(Hello)
    }

    fn handle(&self, _request: &Request<'_>) -> Result<Response, Failure> {
        Ok(Response::text("Hello, World!"))
    }
}

nano_plugin!(Hello, "hello-rust", env!("CARGO_PKG_VERSION"), inline);

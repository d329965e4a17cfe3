//! Answers what the crate says of each request's id and traceparent, a line each.

use nano_plugin::{nano_plugin, Failure, Host, Plugin, Request, Response};

struct Traced;

impl Plugin for Traced {
    fn new(_host: Host) -> Result<Self, Failure> {
        Ok(Traced)
    }

    fn handle(&self, request: &Request) -> Result<Response, Failure> {
        let text = |value: Option<String>| value.unwrap_or("none".to_string());
        Ok(Response::text(format!(
            "{}\n{}",
            text(request.id()),
            text(request.traceparent())
        )))
    }
}

nano_plugin!(Traced, "traced-rust", "1.0.0", lane);

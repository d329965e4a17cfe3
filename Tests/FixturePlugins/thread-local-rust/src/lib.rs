//! Keeps a value with a destructor on every thread that its handler runs on. It asks for the event
//! loop; the runtime must use a lane, whose end runs the destructor before the image leaves.

use nano_plugin::{nano_plugin, Failure, Host, Plugin, Request, Response};
use std::cell::RefCell;

struct Scratch(String);

impl Drop for Scratch {
    fn drop(&mut self) {
        self.0.clear();
    }
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::new(Scratch("x".repeat(1024)));
}

struct ThreadLocal;

impl Plugin for ThreadLocal {
    fn new(_host: Host) -> Result<Self, Failure> {
        Ok(ThreadLocal)
    }

    fn handle(&self, _request: &Request<'_>) -> Result<Response, Failure> {
        SCRATCH.with(|scratch| Ok(Response::text(scratch.borrow().0[..3].to_string())))
    }
}

nano_plugin!(ThreadLocal, "thread-local-rust", env!("CARGO_PKG_VERSION"), inline);

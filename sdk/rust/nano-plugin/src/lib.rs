//! HTTP apps in Rust as plugins for nano-runtime.
//!
//! ```
//! use nano_plugin::{nano_plugin, Failure, Host, Plugin, Request, Response};
//!
//! struct Greeter;
//!
//! impl Plugin for Greeter {
//!     fn new(_host: Host) -> Result<Self, Failure> {
//!         Ok(Greeter)
//!     }
//!
//!     fn handle(&self, _request: &Request) -> Result<Response, Failure> {
//!         Ok(Response::text("Hello, World!"))
//!     }
//! }
//!
//! nano_plugin!(Greeter, "greeter", "1.0.0", inline);
//! # fn main() {}
//! ```
//!
//! `nano-tools build-plugin` makes the file that the runtime loads. A panic is caught: the client
//! gets a 500, and the log a line with the reason. Nothing here allocates a thread-local with a
//! destructor, but the standard library's panics do, so the runtime runs every plugin that is
//! built on it on lanes, whose threads end before the file is closed.

#[cfg(panic = "abort")]
compile_error!("a panic must not end the runtime: remove panic = \"abort\" from the profile");

mod boundary;
mod call;
mod call_error;
#[doc(hidden)]
pub mod entry;
mod events;
mod failure;
#[doc(hidden)]
pub mod ffi;
mod handover;
mod host;
#[doc(hidden)]
pub mod manifest;
mod open_call;
mod plugin;
mod request;
mod response;
mod stream;
pub mod testing;

pub use call::Call;
pub use call_error::CallError;
pub use events::Cancel;
pub use failure::Failure;
pub use handover::{Exclusive, Handover, State};
pub use host::{Host, Level};
pub use plugin::{DeferringPlugin, Plugin};
pub use request::Request;
pub use response::Response;
pub use stream::Stream;

//! Tests of a plugin without a server: requests in, responses out, through the same C functions
//! that the runtime calls.
//!
//! ```no_run
//! # use nano_plugin::{Failure, Host, Plugin, Request, Response};
//! # struct Greeter;
//! # impl Plugin for Greeter {
//! #     fn new(_: Host) -> Result<Self, Failure> { Ok(Greeter) }
//! #     fn handle(&self, _: &Request) -> Result<Response, Failure> { Ok(Response::text("")) }
//! # }
//! use nano_plugin::testing::TestApp;
//!
//! let app = TestApp::<Greeter>::new();
//! let response = app.get("/Ada");
//! assert_eq!(response.status, 200);
//! assert_eq!(response.text(), "Hello, Ada!\n");
//! ```

mod app;
mod call_table;
mod calls;
mod host;
mod pending;
mod request;
mod response;

pub use app::TestApp;
pub use pending::PendingResponse;
pub use response::TestResponse;

//! Greets whomever the path names: `GET /Ada` answers `Hello, Ada!`.

use nano_plugin::{nano_plugin, Failure, Host, Plugin, Request, Response};

struct Greeter;

impl Plugin for Greeter {
    fn new(_host: Host) -> Result<Self, Failure> {
        Ok(Greeter)
    }

    /// Called from several threads at once: state that changes needs a lock. A failure or a panic
    /// gives the client a 500 and a line in the log.
    fn handle(&self, request: &Request<'_>) -> Result<Response, Failure> {
        if request.method() != "GET" {
            return Ok(Response::empty(405).header("Allow", "GET"));
        }
        let path = request.path_text();
        let name = match path.trim_start_matches('/') {
            "" => "World",
            name => name,
        };
        Ok(Response::text(format!("Hello, {name}!\n")))
    }
}

// Read from the file before it is loaded. `inline` promises that `handle` never blocks.
nano_plugin!(Greeter, "NAME", env!("CARGO_PKG_VERSION"), inline);

#[cfg(test)]
mod tests {
    use super::Greeter;
    use nano_plugin::testing::TestApp;

    #[test]
    fn greets_whom_the_path_names() {
        let response = TestApp::<Greeter>::new().get("/Ada");
        assert_eq!(response.status, 200);
        assert_eq!(response.text(), "Hello, Ada!\n");
    }

    #[test]
    fn greets_the_world_where_the_path_names_nobody() {
        assert_eq!(TestApp::<Greeter>::new().get("/").text(), "Hello, World!\n");
    }

    #[test]
    fn says_which_methods_it_knows() {
        let response = TestApp::<Greeter>::new().send("POST", "/Ada", &[], b"Hello");
        assert_eq!(response.status, 405);
        assert_eq!(response.header("Allow").as_deref(), Some("GET"));
    }
}

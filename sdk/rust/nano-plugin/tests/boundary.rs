//! What crosses the C interface, and what must not.

use nano_plugin::testing::TestApp;
use nano_plugin::{Failure, Host, Level, Plugin, Request, Response};

struct Echo {
    host: Host,
    greeting: String,
}

impl Plugin for Echo {
    fn new(host: Host) -> Result<Self, Failure> {
        let greeting = host.environment("GREETING").ok_or(Failure::new("GREETING is not set"))?;
        Ok(Echo { host, greeting: greeting.to_string() })
    }

    fn handle(&self, request: &Request<'_>) -> Result<Response, Failure> {
        match request.path() {
            b"/panic" => panic!("on purpose"),
            b"/fail" => Ok(Response::text("x".parse::<u8>()?.to_string())),
            b"/invalid" => Ok(Response::empty(200).header("Connection", "close")),
            b"/log" => {
                self.host.log(Level::Info, &format!("asked by {}", self.host.app()));
                Ok(Response::empty(204))
            }
            b"/echo" => Ok(Response::typed(
                String::from_utf8_lossy(request.header("content-type").unwrap_or(b"?"))
                    .into_owned(),
                [request.query(), request.body()].concat(),
            )
            .status(201)),
            _ => Ok(Response::text(self.greeting.clone())),
        }
    }
}

fn app() -> TestApp<Echo> {
    TestApp::with_environment(&[("GREETING", "Hi")]).unwrap_or_else(|log| panic!("{log:?}"))
}

#[test]
fn a_request_arrives_whole_and_the_response_as_it_was_made() {
    let response = app().send("POST", "/echo?a=1", &[("Content-Type", "a/b")], b"\x00body");
    assert_eq!(response.status, 201);
    assert_eq!(response.body, b"a=1\x00body");
    assert_eq!(response.header("content-type").as_deref(), Some("a/b"));
}

#[test]
fn configuration_values_reach_the_app() {
    assert_eq!(app().get("/").text(), "Hi");
}

#[test]
fn an_app_that_cannot_start_says_why() {
    let log = TestApp::<Echo>::with_environment(&[]).err();
    assert_eq!(log, Some(vec!["new failed: GREETING is not set".to_string()]));
}

#[test]
fn a_panic_stops_at_the_boundary_and_is_logged() {
    let app = app();
    assert_eq!(app.get("/panic").status, 500);
    assert_eq!(app.log(), ["handle panicked: on purpose"]);
    assert_eq!(app.get("/").status, 200);
}

#[test]
fn an_error_is_a_500_with_its_words_in_the_log() {
    let app = app();
    assert_eq!(app.get("/fail").status, 500);
    assert_eq!(app.log(), ["handle failed: invalid digit found in string"]);
}

#[test]
fn a_response_that_breaks_the_rules_is_a_500() {
    assert_eq!(app().get("/invalid").status, 500);
}

#[test]
fn lines_reach_the_log() {
    let app = app();
    assert_eq!(app.get("/log").status, 204);
    assert_eq!(app.log(), ["asked by test"]);
}

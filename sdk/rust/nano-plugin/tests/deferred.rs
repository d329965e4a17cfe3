//! Calls that are answered later, in pieces or never.

use nano_plugin::testing::TestApp;
use nano_plugin::{Call, Cancel, DeferringPlugin, Failure, Host, Level, Response, Stream};
use std::io::{Read, Write};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

struct Relay {
    host: Host,
    waiting: Mutex<Vec<Call>>,
    streams: Arc<Mutex<Vec<Stream>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl DeferringPlugin for Relay {
    const STREAMS_BODY: bool = true;

    fn new(host: Host) -> Result<Self, Failure> {
        Ok(Relay {
            host,
            waiting: Mutex::default(),
            streams: Arc::default(),
            threads: Mutex::default(),
        })
    }

    fn handle(&self, call: Call) -> Result<(), Failure> {
        let path = call.request().path_text().into_owned();
        match path.as_str() {
            "/now" => call.respond(Response::text("now"))?,
            "/thread" => self.threads.lock().unwrap().push(std::thread::spawn(move || {
                let path = call.request().path_text().into_owned();
                call.respond(Response::text(path)).unwrap();
            })),
            "/wait" => self.waiting.lock().unwrap().push(call),
            "/wake" => {
                for waiter in self.waiting.lock().unwrap().drain(..) {
                    waiter.respond(Response::text("woken"))?;
                }
                call.respond(Response::empty(204))?
            }
            "/echo" => echo(call)?,
            "/events" => self.tell(call)?,
            "/invalid" => call.respond(Response::empty(99))?,
            "/panic" => panic!("on purpose"),
            _ => {}
        }
        Ok(())
    }
}

fn echo(mut call: Call) -> Result<(), Failure> {
    let mut first = [0; 100];
    let count = call.read(&mut first)?;
    let mut stream = call.begin(Response::typed("a/b", first[..count].to_vec()))?;
    let mut buffer = [0; 4096];
    loop {
        let count = stream.read(&mut buffer)?;
        if count == 0 {
            return Ok(stream.end()?);
        }
        stream.write_all(&buffer[..count])?;
    }
}

impl Relay {
    fn tell(&self, call: Call) -> Result<(), Failure> {
        let mut stream = call.begin(Response::typed("text/event-stream", &b""[..]))?;
        stream.send("tick", "a\nb", "1")?;
        let (host, streams) = (self.host, Arc::clone(&self.streams));
        stream.on_cancel(move |reason| {
            host.log(Level::Info, &format!("cancelled: {reason:?}"));
            streams.lock().unwrap().clear();
            panic!("in a callback");
        });
        let streams = Arc::clone(&self.streams);
        stream.on_drain(move || {
            for stream in streams.lock().unwrap().drain(..) {
                stream.end().unwrap();
            }
        });
        self.streams.lock().unwrap().push(stream);
        Ok(())
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        for thread in self.threads.get_mut().unwrap().drain(..) {
            thread.join().unwrap();
        }
    }
}

fn app() -> TestApp<Relay> {
    TestApp::deferring()
}

#[test]
fn an_answer_comes_from_the_handler_or_from_a_thread() {
    let app = app();
    assert_eq!(app.get("/now").text(), "now");
    assert_eq!(app.get("/thread").text(), "/thread");
}

#[test]
fn a_call_is_kept_and_answered_by_another_request() {
    let app = app();
    let waiting = app.start("GET", "/wait", &[], b"");
    assert_eq!(app.get("/wake").status, 204);
    assert_eq!(waiting.finish().text(), "woken");
}

#[test]
fn a_call_that_is_dropped_is_a_500() {
    let app = app();
    assert_eq!(app.get("/drop").status, 500);
    assert_eq!(app.get("/panic").status, 500);
    assert_eq!(app.get("/invalid").status, 500);
    assert_eq!(
        app.log(),
        [
            "handle panicked: on purpose",
            "handle failed: the response breaks a rule of nano/response.h"
        ]
    );
}

#[test]
fn a_body_is_read_while_its_echo_is_sent() {
    let body = vec![7; 2500];
    let response = app().send("POST", "/echo", &[], &body);
    assert_eq!(response.body, body);
    assert_eq!(response.piece_count, 3);
}

#[test]
fn a_drain_ends_a_stream_that_has_no_end() {
    let app = app();
    let events = app.start("GET", "/events", &[], b"");
    assert!(events.waits_for("data: b\n\n"));
    app.drain();
    let response = events.finish();
    assert_eq!(response.text(), "event: tick\nid: 1\ndata: a\ndata: b\n\n");
    assert!(!response.is_cut_off);
}

#[test]
fn a_client_that_leaves_is_told_and_a_panic_of_the_callback_is_caught() {
    let app = app();
    let events = app.start("GET", "/events", &[], b"");
    events.cancel(Cancel::Client);
    assert!(events.finish().is_cut_off);
    assert_eq!(app.log(), ["cancelled: Client", "on_cancel panicked: in a callback"]);
}

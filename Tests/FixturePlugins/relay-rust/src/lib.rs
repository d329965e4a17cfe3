//! Answers from a thread of its own (/late), and gives bodies back while they arrive, in pieces:
//! the runtime must wait for both, and let the image go after each swap.

use nano_plugin::{nano_plugin, Call, DeferringPlugin, Failure, Host, Response};
use std::io::{Read, Write};
use std::sync::Mutex;
use std::thread::JoinHandle;

struct Relay {
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl DeferringPlugin for Relay {
    const STREAMS_BODY: bool = true;

    fn new(_host: Host) -> Result<Self, Failure> {
        Ok(Relay {
            threads: Mutex::default(),
        })
    }

    fn handle(&self, call: Call) -> Result<(), Failure> {
        if call.request().path() == b"/late" {
            let thread = std::thread::spawn(|| drop(call.respond(Response::text("late"))));
            self.threads.lock().unwrap().push(thread);
            return Ok(());
        }
        let mut stream = call.begin(Response::text(">"))?;
        let mut buffer = [0; 4096];
        loop {
            match stream.read(&mut buffer)? {
                0 => return Ok(stream.end()?),
                count => stream.write_all(&buffer[..count])?,
            }
        }
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        for thread in self.threads.get_mut().unwrap().drain(..) {
            drop(thread.join());
        }
    }
}

nano_plugin!(deferring Relay, "relay-rust", "1.0.0", lane);

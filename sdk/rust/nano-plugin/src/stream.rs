use crate::open_call::OpenCall;
use crate::{CallError, Cancel, Request};
use std::io::{self, Write};

/// A response that is sent in pieces: begun by [`Call::begin`](crate::Call::begin), ended by
/// [`end`](Stream::end). One that is dropped before is cut off, so that the client can tell.
///
/// Writing waits while the client is slower than this, which no inline handler may. Where nobody
/// takes it any more, it fails with `BrokenPipe`.
pub struct Stream {
    open: OpenCall,
}

impl Stream {
    pub(crate) fn new(open: OpenCall) -> Stream {
        Stream { open }
    }

    /// The request, valid as long as this stream.
    pub fn request(&self) -> Request<'_> {
        self.open.request()
    }

    /// Sends what there is room for without waiting; returns how many bytes that are.
    pub fn try_write(&mut self, piece: &[u8]) -> Result<usize, CallError> {
        self.open.try_write(piece)
    }

    /// Sends a server-sent event (WHATWG HTML section 9.2), each line of `data` as a field of its
    /// own. `event` and `id` are left out where they are empty.
    pub fn send(&mut self, event: &str, data: &str, id: &str) -> io::Result<()> {
        let mut text = String::new();
        for (name, value) in [("event", event), ("id", id)] {
            if !value.is_empty() {
                text.push_str(&format!("{name}: {value}\n"));
            }
        }
        for line in data.split('\n') {
            text.push_str(&format!("data: {line}\n"));
        }
        text.push('\n');
        self.write_all(text.as_bytes())
    }

    /// Ends the response.
    pub fn end(mut self) -> Result<(), CallError> {
        self.open.end()
    }

    /// As [`Call::on_cancel`](crate::Call::on_cancel).
    pub fn on_cancel(&self, function: impl FnOnce(Cancel) + Send + 'static) {
        self.open.events().on_cancel(function)
    }

    /// As [`Call::on_drain`](crate::Call::on_drain): a stream without an end of its own ends.
    pub fn on_drain(&self, function: impl FnOnce() + Send + 'static) {
        self.open.events().on_drain(function)
    }
}

impl Write for Stream {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        Ok(self.open.write(piece)?)
    }

    /// Each piece is sent at once.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The request's body goes on while the response is being sent.
impl io::Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        Ok(self.open.read(buffer)?)
    }
}

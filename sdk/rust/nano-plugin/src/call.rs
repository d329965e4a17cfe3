use crate::events::Events;
use crate::open_call::OpenCall;
use crate::{ffi, CallError, Cancel, Host, Request, Response, Stream};
use std::io;

/// A request that is answered later, from any thread: by [`respond`](Call::respond), or in pieces
/// by the [`Stream`] that [`begin`](Call::begin) makes. One that is dropped is abandoned: the
/// client gets a 500.
///
/// It reads the request's body as it arrives, for a plugin with
/// [`STREAMS_BODY`](crate::DeferringPlugin::STREAMS_BODY).
pub struct Call {
    open: OpenCall,
}

impl Call {
    /// # Safety
    /// Both are those of the request being handled.
    pub(crate) unsafe fn defer(
        host: Host,
        request: *const ffi::Request,
        responder: *mut ffi::Responder,
    ) -> Option<Call> {
        OpenCall::defer(host, request, responder).map(|open| Call { open })
    }

    /// The request, valid as long as this call.
    pub fn request(&self) -> Request<'_> {
        self.open.request()
    }

    /// Answers.
    pub fn respond(mut self, response: Response) -> Result<(), CallError> {
        self.open.respond(&response)
    }

    /// Begins an answer in pieces, of which `head` has the first. The app's `timeout_ms` does not
    /// bind it from here on.
    pub fn begin(self, head: Response) -> Result<Stream, CallError> {
        self.open.begin(&head)?;
        Ok(Stream::new(self.open))
    }

    /// Calls `function` on a handler thread, once, when nobody waits for the answer any more; at
    /// once, here, if that is so already. It sees to it that whoever has the call drops it.
    pub fn on_cancel(&self, function: impl FnOnce(Cancel) + Send + 'static) {
        self.events().on_cancel(function)
    }

    /// Calls `function` on a handler thread, once, when the app begins to drain; at once, here, if
    /// it does already.
    pub fn on_drain(&self, function: impl FnOnce() + Send + 'static) {
        self.events().on_drain(function)
    }

    fn events(&self) -> &Events {
        self.open.events()
    }
}

/// The body as it arrives: waits until there is some of it, which no inline handler may.
impl io::Read for Call {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        Ok(self.open.read(buffer)?)
    }
}

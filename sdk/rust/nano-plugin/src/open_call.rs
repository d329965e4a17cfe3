use crate::events::Events;
use crate::{ffi, CallError, Host, Request, Response};

/// One deferred request that has not ended; abandoned when it is dropped.
pub(crate) struct OpenCall {
    host: Host,
    /// 0 once the call has ended.
    number: u64,
    request: *const ffi::Request,
    events: *const Events,
}

// Below, `number` names a call that is open, or 0, and what is pointed to is valid for the call's
// length, which is what the host's functions ask for (`nano/call.h`).

// SAFETY: the host's functions may be called from any thread; the request is read-only; events are
// guarded by their own locks. All are valid until the call has ended, which this value sees to.
unsafe impl Send for OpenCall {}
unsafe impl Sync for OpenCall {}

impl OpenCall {
    /// # Safety
    /// Both are those of the request being handled.
    pub(crate) unsafe fn defer(
        host: Host,
        request: *const ffi::Request,
        responder: *mut ffi::Responder,
    ) -> Option<OpenCall> {
        if host.calls.is_null() {
            return None;
        }
        let events = Box::into_raw(Events::new(host));
        let mut number = 0;
        let result = ((*responder).defer)(responder, &Events::raw(events), &mut number);
        if result != ffi::OK {
            drop(Box::from_raw(events));
            return None;
        }
        Some(OpenCall { host, number, request, events })
    }

    pub(crate) fn request(&self) -> Request<'_> {
        // SAFETY: the request is valid as long as the call is open.
        unsafe { Request::new(&*self.request, self.host, self.number) }
    }

    pub(crate) fn events(&self) -> &Events {
        // SAFETY: `ended`, which takes them back, is not called while the call is open.
        unsafe { &*self.events }
    }

    pub(crate) fn respond(&mut self, response: &Response) -> Result<(), CallError> {
        let result = response
            .with_raw(|raw| unsafe { (self.calls().respond)(self.host.raw, self.number, raw) });
        self.has_ended(result)
    }

    pub(crate) fn begin(&self, head: &Response) -> Result<(), CallError> {
        CallError::check(
            head.with_raw(|raw| unsafe { (self.calls().begin)(self.host.raw, self.number, raw) }),
        )
    }

    pub(crate) fn end(&mut self) -> Result<(), CallError> {
        let result = unsafe { (self.calls().end)(self.host.raw, self.number) };
        self.has_ended(result)
    }

    /// Waits until all is taken.
    pub(crate) fn write(&mut self, piece: &[u8]) -> Result<usize, CallError> {
        let (result, count) = self.write_with(piece, ffi::WAIT);
        CallError::check(result).map(|()| count)
    }

    pub(crate) fn try_write(&mut self, piece: &[u8]) -> Result<usize, CallError> {
        match self.write_with(piece, 0) {
            (ffi::ERROR_AGAIN, _) => Ok(0),
            (result, count) => CallError::check(result).map(|()| count),
        }
    }

    fn write_with(&mut self, piece: &[u8], flags: u32) -> (i32, usize) {
        let mut count = 0;
        let bytes = ffi::Bytes::of(piece);
        let result =
            unsafe { (self.calls().write)(self.host.raw, self.number, bytes, flags, &mut count) };
        (result, count)
    }

    /// Waits until there is something.
    pub(crate) fn read(&mut self, buffer: &mut [u8]) -> Result<usize, CallError> {
        let mut count = 0;
        let (place, capacity) = (buffer.as_mut_ptr().cast(), buffer.len());
        let result = unsafe {
            (self.calls().read)(self.host.raw, self.number, place, capacity, ffi::WAIT, &mut count)
        };
        CallError::check(result).map(|()| count)
    }

    fn calls(&self) -> &ffi::Calls {
        // SAFETY: `defer` has seen that there is one; it outlives the plugin.
        unsafe { &*self.host.calls }
    }

    fn has_ended(&mut self, result: i32) -> Result<(), CallError> {
        let checked = CallError::check(result);
        if matches!(checked, Ok(()) | Err(CallError::Cancelled)) {
            self.number = 0;
        }
        checked
    }
}

impl Drop for OpenCall {
    fn drop(&mut self) {
        if self.number != 0 {
            unsafe { (self.calls().abandon)(self.host.raw, self.number) };
        }
    }
}

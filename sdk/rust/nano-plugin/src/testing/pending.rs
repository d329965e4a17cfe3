use super::calls::TestCalls;
use super::request::TestRequest;
use super::response::TestResponse;
use crate::{ffi, Cancel};

/// A request under way. Dropped without [`finish`](PendingResponse::finish), it is left to the
/// app's end.
pub struct PendingResponse<'a> {
    pub(super) calls: &'a TestCalls,
    pub(super) number: u64,
    pub(super) request: Option<Box<TestRequest>>,
}

impl PendingResponse<'_> {
    /// Waits until the client has got `text` in the body; false where it does not come in time.
    pub fn waits_for(&self, text: &str) -> bool {
        self.calls.wait(self.number, |call| {
            call.response.as_ref().map_or(false, |response| response.text().contains(text))
        })
    }

    /// Tells the app that nobody waits for the response any more.
    pub fn cancel(&self, reason: Cancel) {
        let reason = match reason {
            Cancel::Client => ffi::CANCEL_CLIENT,
            Cancel::Timeout => ffi::CANCEL_TIMEOUT,
            Cancel::Drain => ffi::CANCEL_DRAIN,
        };
        self.calls.with(self.number, |call| {
            call.cancel(reason);
            ffi::OK
        });
    }

    /// Waits until the request is over, and returns what the client got: 504 where the app does not
    /// end it in time.
    pub fn finish(mut self) -> TestResponse {
        if !self.calls.wait_for_end(self.number) {
            self.cancel(Cancel::Timeout);
            if !self.calls.wait_for_end(self.number) {
                return TestResponse { status: 504, ..TestResponse::default() };
            }
        }
        self.request = None;
        self.calls.finish(self.number)
    }
}

impl Drop for PendingResponse<'_> {
    fn drop(&mut self) {
        // The app may still look at the request.
        std::mem::forget(self.request.take());
    }
}

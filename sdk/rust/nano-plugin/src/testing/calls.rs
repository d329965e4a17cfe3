//! `nano.call/1` for tests: the requests of one host, and the thread that tells the plugin of them.

use super::response::TestResponse;
use crate::ffi;
use std::sync::{Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// How long a test waits for what a plugin is to do on another thread.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
/// A reader gets at most so many bytes of a body at once.
const READ_BYTES_MAX: usize = 1000;

const CANCELLED: u32 = 1;
const DRAINING: u32 = 2;
const ENDED: u32 = 4;

/// One request.
pub(super) struct TestCall {
    pub(super) number: u64,
    pub(super) events: Option<ffi::CallEvents>,
    pub(super) response: Option<TestResponse>,
    pub(super) is_deferred: bool,
    pub(super) body: Vec<u8>,
    read_count: usize,
    /// 0, or why nobody waits.
    cancelled: u32,
    /// What the plugin is still to be told.
    due: u32,
    has_returned: bool,
    has_begun: bool,
    has_ended: bool,
    is_over: bool,
}

// SAFETY: the events' data is handed to the plugin's functions alone, on one thread.
unsafe impl Send for TestCall {}

/// All requests of one host.
#[derive(Default)]
pub(super) struct TestCalls {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    calls: Vec<TestCall>,
    last_number: u64,
    is_ending: bool,
}

impl TestCalls {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// A new request, by its number.
    pub(super) fn begin(&self, body: &[u8]) -> u64 {
        let mut state = self.lock();
        state.last_number += 1;
        let number = state.last_number;
        state.calls.push(TestCall {
            number,
            events: None,
            response: None,
            is_deferred: false,
            body: body.to_vec(),
            read_count: 0,
            cancelled: 0,
            due: 0,
            has_returned: false,
            has_begun: false,
            has_ended: false,
            is_over: false,
        });
        number
    }

    /// Does something to a request, and wakes whoever waits for it; `ERROR_STATE` if there is none
    /// of that number, or it has ended.
    pub(super) fn with(&self, number: u64, body: impl FnOnce(&mut TestCall) -> i32) -> i32 {
        let mut state = self.lock();
        let call = state.calls.iter_mut().find(|call| call.number == number && !call.has_ended);
        let result = call.map_or(ffi::ERROR_STATE, body);
        self.changed.notify_all();
        result
    }

    /// Takes note of what `handle` returned.
    pub(super) fn returned(&self, number: u64, result: i32) {
        let mut state = self.lock();
        if let Some(call) = state.calls.iter_mut().find(|call| call.number == number) {
            if result != if call.is_deferred { ffi::DEFERRED } else { ffi::OK } {
                call.response = None;
                call.cancel(ffi::CANCEL_CLIENT);
            }
            call.has_returned = true;
            call.is_over |= !call.is_deferred;
        }
        self.changed.notify_all();
    }

    /// Tells the plugin of the drain, for every call that is open.
    pub(super) fn drain(&self) {
        let mut state = self.lock();
        for call in state.calls.iter_mut().filter(|call| call.is_deferred && !call.has_ended) {
            call.due |= DRAINING;
        }
        self.changed.notify_all();
    }

    /// Waits until `condition` holds of a request, or it is over; whether it holds.
    pub(super) fn wait(&self, number: u64, condition: impl Fn(&TestCall) -> bool) -> bool {
        let deadline = Instant::now() + PATIENCE;
        let mut state = self.lock();
        loop {
            let call = state.calls.iter().find(|call| call.number == number).unwrap();
            let holds = condition(call);
            let left = deadline.saturating_duration_since(Instant::now());
            if holds || call.is_over || left.is_zero() {
                return holds;
            }
            state = self.changed.wait_timeout(state, left).unwrap().0;
        }
    }

    pub(super) fn wait_for_end(&self, number: u64) -> bool {
        self.wait(number, |call| call.is_over)
    }

    /// Forgets a request that is over; what its client got.
    pub(super) fn finish(&self, number: u64) -> TestResponse {
        let mut state = self.lock();
        let index = state.calls.iter().position(|call| call.number == number).unwrap();
        let call = state.calls.swap_remove(index);
        call.response.unwrap_or(TestResponse {
            status: match call.cancelled {
                ffi::CANCEL_TIMEOUT => 504,
                ffi::CANCEL_DRAIN => 503,
                _ => 500,
            },
            ..TestResponse::default()
        })
    }

    /// The thread of the callbacks.
    pub(super) fn run(&self) {
        let mut state = self.lock();
        while !state.is_ending {
            match state.calls.iter_mut().find_map(TestCall::next) {
                Some((number, what, events, reason)) => {
                    drop(state);
                    if let Some(events) = events {
                        // SAFETY: the plugin gave them for this, and the call is not over.
                        unsafe { tell(&events, number, what, reason) }
                    }
                    state = self.lock();
                    for call in state.calls.iter_mut().filter(|call| call.number == number) {
                        call.is_over |= what == ENDED;
                    }
                    self.changed.notify_all();
                }
                None => state = self.changed.wait(state).unwrap(),
            }
        }
    }

    /// Cancels what is open, as at a drain's deadline, and ends `run`.
    pub(super) fn end(&self) {
        let open: Vec<u64> = {
            let state = self.lock();
            state.calls.iter().filter(|call| call.is_deferred).map(|call| call.number).collect()
        };
        for number in open {
            self.with(number, |call| {
                call.cancel(ffi::CANCEL_DRAIN);
                ffi::OK
            });
            self.wait_for_end(number);
        }
        self.lock().is_ending = true;
        self.changed.notify_all();
    }
}

impl TestCall {
    pub(super) fn cancel(&mut self, reason: u32) {
        if self.cancelled == 0 && !self.has_ended {
            self.cancelled = reason;
            self.due |= if self.is_deferred { CANCELLED } else { 0 };
        }
    }

    /// What the plugin is to be told next.
    fn next(&mut self) -> Option<(u64, u32, Option<ffi::CallEvents>, u32)> {
        if self.due == 0 || !self.has_returned {
            return None;
        }
        let what = self.due & self.due.wrapping_neg();
        self.due &= !what;
        Some((self.number, what, self.events, self.cancelled))
    }

    fn end(&mut self) -> i32 {
        self.has_ended = true;
        self.due = ENDED;
        if self.cancelled == 0 {
            ffi::OK
        } else {
            ffi::ERROR_CANCELLED
        }
    }

    /// `nano_calls.respond`
    pub(super) fn respond(&mut self, response: Option<TestResponse>) -> i32 {
        let result = self.begin(response);
        if result == ffi::OK || result == ffi::ERROR_CANCELLED {
            self.end();
        }
        result
    }

    /// `nano_calls.begin`
    pub(super) fn begin(&mut self, head: Option<TestResponse>) -> i32 {
        if self.has_begun {
            return ffi::ERROR_STATE;
        }
        if head.is_none() {
            return ffi::ERROR_INVALID;
        }
        if self.cancelled != 0 {
            return ffi::ERROR_CANCELLED;
        }
        self.response = head;
        self.has_begun = true;
        ffi::OK
    }

    /// `nano_calls.write`
    pub(super) fn write(&mut self, piece: &[u8]) -> i32 {
        match self.response.as_mut().filter(|_| self.has_begun) {
            None => ffi::ERROR_STATE,
            Some(_) if self.cancelled != 0 => ffi::ERROR_CANCELLED,
            Some(response) => {
                response.body.extend_from_slice(piece);
                response.piece_count += 1;
                ffi::OK
            }
        }
    }

    /// `nano_calls.end`
    pub(super) fn end_response(&mut self) -> i32 {
        if !self.has_begun {
            return ffi::ERROR_STATE;
        }
        self.cut_off(self.cancelled != 0);
        self.end()
    }

    /// `nano_calls.abandon`
    pub(super) fn abandon(&mut self) -> i32 {
        self.cut_off(self.has_begun);
        self.end()
    }

    fn cut_off(&mut self, is_cut_off: bool) {
        if let Some(response) = self.response.as_mut() {
            response.is_cut_off = is_cut_off;
        }
    }

    /// `nano_calls.read`
    pub(super) fn read(&mut self, buffer: &mut [u8]) -> Result<usize, i32> {
        if self.cancelled != 0 {
            return Err(ffi::ERROR_CANCELLED);
        }
        let left = &self.body[self.read_count..];
        let count = left.len().min(buffer.len()).min(READ_BYTES_MAX);
        buffer[..count].copy_from_slice(&left[..count]);
        self.read_count += count;
        Ok(count)
    }
}

unsafe fn tell(events: &ffi::CallEvents, number: u64, what: u32, reason: u32) {
    match (what, events.cancelled, events.draining, events.ended) {
        (CANCELLED, Some(cancelled), _, _) => cancelled(events.data, number, reason),
        (DRAINING, _, Some(draining), _) => draining(events.data, number),
        (ENDED, _, _, Some(ended)) => ended(events.data, number),
        _ => {}
    }
}

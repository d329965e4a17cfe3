//! Where the runtime calls into Rust: no panic leaves.

use crate::{ffi, Failure, Host, Level};
use std::panic::{catch_unwind, AssertUnwindSafe};

/// Calls `body`; a failure or a panic is logged, and becomes an error.
pub(crate) fn guarded(host: Host, place: &str, body: impl FnOnce() -> Result<i32, Failure>) -> i32 {
    // Unwind safety: after a panic the app is used on, as a mutex that it poisoned will tell it.
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(result)) => return result,
        Ok(Err(failure)) => host.log(Level::Error, &format!("{place} failed: {failure}")),
        Err(panic) => {
            let reason = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied())
                .unwrap_or("no reason given");
            host.log(Level::Error, &format!("{place} panicked: {reason}"));
            // What was thrown may panic once more when it is dropped.
            std::mem::forget(panic);
        }
    }
    ffi::ERROR
}

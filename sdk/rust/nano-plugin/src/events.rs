use crate::boundary::guarded;
use crate::{ffi, Host};
use std::ffi::c_void;
use std::mem::size_of;
use std::sync::Mutex;

/// Why nobody waits for an answer any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cancel {
    /// The client has closed its side, or the connection broke.
    Client,
    /// The app's `timeout_ms` has passed.
    Timeout,
    /// The drain's deadline has passed.
    Drain,
}

/// What the runtime tells of one call. Lives from the deferral to the runtime's last word.
pub(crate) struct Events {
    host: Host,
    cancelled: Mutex<Occasion<Cancel>>,
    draining: Mutex<Occasion<()>>,
}

/// Something that happens, and the function for it, whichever comes first.
enum Occasion<Told> {
    Nothing,
    Happened(Told),
    Awaited(Box<dyn FnOnce(Told) + Send>),
}

impl Events {
    pub(crate) fn new(host: Host) -> Box<Events> {
        Box::new(Events {
            host,
            cancelled: Mutex::new(Occasion::Nothing),
            draining: Mutex::new(Occasion::Nothing),
        })
    }

    /// As the C interface wants it; `ended` takes the box back.
    pub(crate) fn raw(data: *mut Events) -> ffi::CallEvents {
        ffi::CallEvents {
            size: size_of::<ffi::CallEvents>() as u32,
            reserved: 0,
            data: data.cast(),
            cancelled: Some(cancelled),
            draining: Some(draining),
            readable: None,
            writable: None,
            ended: Some(ended),
        }
    }

    pub(crate) fn on_cancel(&self, function: impl FnOnce(Cancel) + Send + 'static) {
        meet(&self.cancelled, Occasion::Awaited(Box::new(function)));
    }

    pub(crate) fn on_drain(&self, function: impl FnOnce() + Send + 'static) {
        meet(&self.draining, Occasion::Awaited(Box::new(move |()| function())));
    }
}

/// Calls the function if both have come; else keeps the one that has.
fn meet<Told>(place: &Mutex<Occasion<Told>>, new: Occasion<Told>) {
    let mut slot = place.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    match (std::mem::replace(&mut *slot, Occasion::Nothing), new) {
        (Occasion::Happened(told), Occasion::Awaited(function))
        | (Occasion::Awaited(function), Occasion::Happened(told)) => {
            drop(slot);
            function(told);
        }
        (_, new) => *slot = new,
    }
}

/// [handler-thread]
unsafe extern "C" fn cancelled(data: *mut c_void, _: u64, reason: u32) {
    let events = &*data.cast::<Events>();
    let reason = match reason {
        ffi::CANCEL_TIMEOUT => Cancel::Timeout,
        ffi::CANCEL_DRAIN => Cancel::Drain,
        _ => Cancel::Client,
    };
    guarded(events.host, "on_cancel", || {
        meet(&events.cancelled, Occasion::Happened(reason));
        Ok(ffi::OK)
    });
}

/// [handler-thread]
unsafe extern "C" fn draining(data: *mut c_void, _: u64) {
    let events = &*data.cast::<Events>();
    guarded(events.host, "on_drain", || {
        meet(&events.draining, Occasion::Happened(()));
        Ok(ffi::OK)
    });
}

/// [handler-thread] What the functions captured is dropped here.
unsafe extern "C" fn ended(data: *mut c_void, _: u64) {
    let events = Box::from_raw(data.cast::<Events>());
    let host = events.host;
    guarded(host, "drop", || {
        drop(events);
        Ok(ffi::OK)
    });
}

//! What one generation of an app hands to the next (`nano/state.h`, `nano/quiesce.h`).

use crate::entry::{guarded, Instance};
use crate::{ffi, Failure, Plugin};
use std::ffi::{c_char, c_void, CStr};
use std::mem::size_of;

/// When state goes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handover {
    /// The new generation has been made, and the old one still serves.
    Publish,
    /// The old generation has answered its last request: what has changed since `Publish`.
    Drained,
}

/// An app whose state goes over to the generation that replaces it: see [`Plugin::state`].
///
/// Both functions run beside `handle`, on a thread of their own, within the runtime's deadline
/// (10 s).
pub trait State {
    /// The state, at most 64 MiB. At [`Handover::Drained`], what has changed since
    /// [`Handover::Publish`]. A failure at `Publish` rejects the new generation.
    fn save(&self, stage: Handover) -> Result<Vec<u8>, Failure>;

    /// Takes over what another generation saved, whose [`Plugin::STATE_VERSION`] was `version`. A
    /// failure at `Publish` rejects this generation, and the old one goes on serving.
    fn restore(&self, stage: Handover, version: u32, state: &[u8]) -> Result<(), Failure>;
}

/// An app that holds what only one generation can hold, such as a port: see [`Plugin::exclusive`].
///
/// Both functions run beside `handle`, on a thread of their own, within the runtime's deadline
/// (10 s).
pub trait Exclusive {
    /// Gives it up, before the next generation is made; requests still come.
    fn quiesce(&self) -> Result<(), Failure>;

    /// Takes it back: the next generation was rejected.
    fn resume(&self) -> Result<(), Failure>;
}

impl Handover {
    fn new(number: u32) -> Handover {
        if number == ffi::STATE_DRAINED {
            Handover::Drained
        } else {
            Handover::Publish
        }
    }
}

/// The tables of an app's type.
struct Tables<App>(std::marker::PhantomData<App>);

impl<App: Plugin> Tables<App> {
    const STATE: &'static ffi::State = &ffi::State {
        size: size_of::<ffi::State>() as u32,
        version: App::STATE_VERSION,
        save: save::<App>,
        restore: restore::<App>,
    };

    const EXCLUSIVE: &'static ffi::Quiesce = &ffi::Quiesce {
        size: size_of::<ffi::Quiesce>() as u32,
        reserved: 0,
        quiesce: quiesce::<App>,
        resume: resume::<App>,
    };
}

/// [any-thread]
pub unsafe extern "C" fn get_extension<App: Plugin>(
    raw: *mut c_void,
    id: *const c_char,
) -> *const c_void {
    let instance = &*raw.cast::<Instance<App>>();
    let id = CStr::from_ptr(id).to_bytes_with_nul();
    let mut table: *const c_void = std::ptr::null();
    guarded(instance.host, "get_extension", || {
        if id == ffi::STATE_EXTENSION && instance.app.state().is_some() {
            table = std::ptr::from_ref(Tables::<App>::STATE).cast();
        }
        if id == ffi::QUIESCE_EXTENSION && instance.app.exclusive().is_some() {
            table = std::ptr::from_ref(Tables::<App>::EXCLUSIVE).cast();
        }
        Ok(ffi::OK)
    });
    table
}

/// [owner-thread]
unsafe extern "C" fn save<App: Plugin>(
    raw: *mut c_void,
    stage: u32,
    writer: *mut ffi::StateWriter,
) -> i32 {
    let instance = &*raw.cast::<Instance<App>>();
    guarded(instance.host, "save", || match instance.app.state() {
        Some(state) => {
            let bytes = state.save(Handover::new(stage))?;
            Ok(((*writer).write)(writer, ffi::Bytes::of(&bytes)))
        }
        None => Ok(ffi::ERROR_STATE),
    })
}

/// [owner-thread]
unsafe extern "C" fn restore<App: Plugin>(
    raw: *mut c_void,
    stage: u32,
    version: u32,
    bytes: ffi::Bytes,
) -> i32 {
    let instance = &*raw.cast::<Instance<App>>();
    guarded(instance.host, "restore", || match instance.app.state() {
        Some(state) => {
            state.restore(Handover::new(stage), version, bytes.as_slice())?;
            Ok(ffi::OK)
        }
        None => Ok(ffi::ERROR_STATE),
    })
}

/// [owner-thread]
unsafe extern "C" fn quiesce<App: Plugin>(raw: *mut c_void) -> i32 {
    exclusive::<App>(raw, "quiesce", |held| held.quiesce())
}

/// [owner-thread]
unsafe extern "C" fn resume<App: Plugin>(raw: *mut c_void) -> i32 {
    exclusive::<App>(raw, "resume", |held| held.resume())
}

unsafe fn exclusive<App: Plugin>(
    raw: *mut c_void,
    place: &str,
    body: impl FnOnce(&dyn Exclusive) -> Result<(), Failure>,
) -> i32 {
    let instance = &*raw.cast::<Instance<App>>();
    guarded(instance.host, place, || match instance.app.exclusive() {
        Some(held) => body(held).map(|()| ffi::OK),
        None => Ok(ffi::ERROR_STATE),
    })
}

//! What one generation of an app hands to the next (`nano/state.h`, `nano/quiesce.h`).

use crate::boundary::guarded;
use crate::entry::{Instance, Kind};
use crate::{ffi, Failure};
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

/// The tables of a kind of plugin.
struct Tables<K>(std::marker::PhantomData<K>);

impl<K: Kind> Tables<K> {
    const STATE: &'static ffi::State = &ffi::State {
        size: size_of::<ffi::State>() as u32,
        version: K::STATE_VERSION,
        save: save::<K>,
        restore: restore::<K>,
    };

    const EXCLUSIVE: &'static ffi::Quiesce = &ffi::Quiesce {
        size: size_of::<ffi::Quiesce>() as u32,
        reserved: 0,
        quiesce: quiesce::<K>,
        resume: resume::<K>,
    };
}

/// [any-thread]
pub unsafe extern "C" fn get_extension<K: Kind>(
    raw: *mut c_void,
    id: *const c_char,
) -> *const c_void {
    let instance = &*raw.cast::<Instance<K::App>>();
    let id = CStr::from_ptr(id).to_bytes_with_nul();
    let mut table: *const c_void = std::ptr::null();
    guarded(instance.host, "get_extension", || {
        if id == ffi::STATE_EXTENSION && K::state(&instance.app).is_some() {
            table = std::ptr::from_ref(Tables::<K>::STATE).cast();
        }
        if id == ffi::QUIESCE_EXTENSION && K::exclusive(&instance.app).is_some() {
            table = std::ptr::from_ref(Tables::<K>::EXCLUSIVE).cast();
        }
        Ok(ffi::OK)
    });
    table
}

/// [owner-thread]
unsafe extern "C" fn save<K: Kind>(
    raw: *mut c_void,
    stage: u32,
    writer: *mut ffi::StateWriter,
) -> i32 {
    let instance = &*raw.cast::<Instance<K::App>>();
    guarded(instance.host, "save", || match K::state(&instance.app) {
        Some(state) => {
            let bytes = state.save(Handover::new(stage))?;
            Ok(((*writer).write)(writer, ffi::Bytes::of(&bytes)))
        }
        None => Ok(ffi::ERROR_STATE),
    })
}

/// [owner-thread]
unsafe extern "C" fn restore<K: Kind>(
    raw: *mut c_void,
    stage: u32,
    version: u32,
    bytes: ffi::Bytes,
) -> i32 {
    let instance = &*raw.cast::<Instance<K::App>>();
    guarded(instance.host, "restore", || match K::state(&instance.app) {
        Some(state) => {
            state.restore(Handover::new(stage), version, bytes.as_slice())?;
            Ok(ffi::OK)
        }
        None => Ok(ffi::ERROR_STATE),
    })
}

/// [owner-thread]
unsafe extern "C" fn quiesce<K: Kind>(raw: *mut c_void) -> i32 {
    exclusive::<K>(raw, "quiesce", |held| held.quiesce())
}

/// [owner-thread]
unsafe extern "C" fn resume<K: Kind>(raw: *mut c_void) -> i32 {
    exclusive::<K>(raw, "resume", |held| held.resume())
}

unsafe fn exclusive<K: Kind>(
    raw: *mut c_void,
    place: &str,
    body: impl FnOnce(&dyn Exclusive) -> Result<(), Failure>,
) -> i32 {
    let instance = &*raw.cast::<Instance<K::App>>();
    guarded(instance.host, place, || match K::exclusive(&instance.app) {
        Some(held) => body(held).map(|()| ffi::OK),
        None => Ok(ffi::ERROR_STATE),
    })
}

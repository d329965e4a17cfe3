//! The C functions of a plugin, over its Rust type. Nothing unwinds out of them.

use crate::boundary::guarded;
use crate::handover::get_extension;
use crate::{ffi, Call, DeferringPlugin, Exclusive, Failure, Host, Plugin, Request, State};
use std::ffi::c_void;
use std::mem::size_of;

/// The app, and the host that its failures are logged to.
pub struct Instance<App> {
    pub app: App,
    pub host: Host,
}

/// How an app is made and called: [`Answering`] or [`Deferring`].
pub trait Kind {
    type App: Send + Sync + Sized + 'static;
    const STREAMS_BODY: bool;
    const STATE_VERSION: u32;

    fn new(host: Host) -> Result<Self::App, Failure>;

    fn state(app: &Self::App) -> Option<&dyn State>;

    fn exclusive(app: &Self::App) -> Option<&dyn Exclusive>;

    /// # Safety
    /// Both are those of the request being handled.
    unsafe fn handle(
        app: &Self::App,
        host: Host,
        request: *const ffi::Request,
        responder: *mut ffi::Responder,
    ) -> Result<i32, Failure>;
}

/// A [`Plugin`].
pub struct Answering<App>(std::marker::PhantomData<App>);

impl<App: Plugin> Kind for Answering<App> {
    type App = App;
    const STREAMS_BODY: bool = false;
    const STATE_VERSION: u32 = App::STATE_VERSION;

    fn new(host: Host) -> Result<App, Failure> {
        App::new(host)
    }

    fn state(app: &App) -> Option<&dyn State> {
        app.state()
    }

    fn exclusive(app: &App) -> Option<&dyn Exclusive> {
        app.exclusive()
    }

    unsafe fn handle(
        app: &App,
        host: Host,
        request: *const ffi::Request,
        responder: *mut ffi::Responder,
    ) -> Result<i32, Failure> {
        Ok(app.handle(&Request::new(&*request, host, 0))?.send(responder))
    }
}

/// A [`DeferringPlugin`].
pub struct Deferring<App>(std::marker::PhantomData<App>);

impl<App: DeferringPlugin> Kind for Deferring<App> {
    type App = App;
    const STREAMS_BODY: bool = App::STREAMS_BODY;
    const STATE_VERSION: u32 = App::STATE_VERSION;

    fn new(host: Host) -> Result<App, Failure> {
        App::new(host)
    }

    fn state(app: &App) -> Option<&dyn State> {
        app.state()
    }

    fn exclusive(app: &App) -> Option<&dyn Exclusive> {
        app.exclusive()
    }

    unsafe fn handle(
        app: &App,
        host: Host,
        request: *const ffi::Request,
        responder: *mut ffi::Responder,
    ) -> Result<i32, Failure> {
        let call = Call::defer(host, request, responder)
            .ok_or_else(|| Failure::new("the host did not defer the request"))?;
        guarded(host, "handle", || app.handle(call).map(|()| ffi::OK));
        Ok(ffi::DEFERRED)
    }
}

/// What the entry function returns.
pub const fn functions<K: Kind>() -> ffi::Plugin {
    ffi::Plugin {
        size: size_of::<ffi::Plugin>() as u32,
        abi_major: ffi::ABI_MAJOR,
        abi_minor: ffi::ABI_MINOR,
        create: create::<K>,
        destroy: destroy::<K>,
        handle: handle::<K>,
        get_extension: Some(get_extension::<K>),
    }
}

/// [owner-thread]
unsafe extern "C" fn create<K: Kind>(raw: *const ffi::Host, out: *mut *mut c_void) -> i32 {
    let host = Host::new(raw);
    guarded(host, "new", || {
        let instance = Box::new(Instance { app: K::new(host)?, host });
        *out = Box::into_raw(instance).cast();
        Ok(ffi::OK)
    })
}

/// [owner-thread]
unsafe extern "C" fn destroy<K: Kind>(raw: *mut c_void) {
    let instance = Box::from_raw(raw.cast::<Instance<K::App>>());
    let host = instance.host;
    guarded(host, "drop", || {
        drop(instance);
        Ok(ffi::OK)
    });
}

/// [handler-thread]
unsafe extern "C" fn handle<K: Kind>(
    raw: *mut c_void,
    request: *const ffi::Request,
    responder: *mut ffi::Responder,
) -> i32 {
    let instance = &*raw.cast::<Instance<K::App>>();
    guarded(instance.host, "handle", || K::handle(&instance.app, instance.host, request, responder))
}

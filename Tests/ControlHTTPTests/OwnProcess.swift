import Glibc

let ownUserID = geteuid()
let ownProcessID = getpid()

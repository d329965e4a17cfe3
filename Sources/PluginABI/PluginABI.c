/* The ABI is headers only; SwiftPM wants one translation unit, and this one proves they compile. */
#include "nano/nano.h"

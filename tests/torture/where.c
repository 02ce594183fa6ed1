/* Tells, when this process is ended by a fault, in which libraries that was: one line a frame, innermost first. */
#include <execinfo.h>
#include <signal.h>

static int told;

static void tell(int fault) {
    void *frames[64];
    backtrace_symbols_fd(frames, backtrace(frames, 64), told);
    signal(fault, SIG_DFL);
    raise(fault);
}

void tell_to(int file) {
    void *frames[1];
    told = file;
    backtrace(frames, 1); /* loads what it needs while there is memory */
    signal(SIGABRT, tell);
    signal(SIGSEGV, tell);
    signal(SIGBUS, tell);
    signal(SIGTRAP, tell); // GLib's way to end where no memory is left
}

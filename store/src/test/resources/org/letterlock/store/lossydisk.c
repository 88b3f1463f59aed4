/* A preload shim that makes the loss of a power cut visible after a mere kill: it writes down which bytes and which
 * directory entries under one folder were synced, so that LossyDisk.java can throw away the rest. It also fails calls
 * on demand. Linux, glibc. Environment: LOSSYDISK_ROOT (folder), LOSSYDISK_LOG (file), LOSSYDISK_FAULTS (folder).
 *
 * One line an event, in the order of their success:
 *   C path            a file or directory was created
 *   S length path     the file's first `length` bytes are synced
 *   D path            the directory's entries are synced
 *   R number from to  renamed (tab between the paths); what `to` was before is linked as LOSSYDISK_LOG.number
 *   U path            removed
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static const char *root;
static const char *log_path;
static const char *faults;
static int log_fd = -1;
static atomic_int renames;

#define REAL(type, name, ...)                                   \
    static type (*real)(__VA_ARGS__);                           \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static int real_open(const char *path, int flags, mode_t mode) {
    REAL(int, "open", const char *, int, ...);
    return real(path, flags, mode);
}

static ssize_t real_write(int fd, const void *bytes, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    return real(fd, bytes, size);
}

__attribute__((constructor)) static void begin(void) {
    root = getenv("LOSSYDISK_ROOT");
    log_path = getenv("LOSSYDISK_LOG");
    faults = getenv("LOSSYDISK_FAULTS");
    if (root && log_path) log_fd = real_open(log_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int inside(const char *path) {
    size_t n = root ? strlen(root) : 0;
    return log_fd >= 0 && n && !strncmp(path, root, n) && (path[n] == '/' || path[n] == 0);
}

static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, PATH_MAX - 1);
    if (n < 0) return 0;
    path[n] = 0;
    return inside(path);
}

static void tell(const char *format, ...) {
    char line[2 * PATH_MAX + 64];
    int kept = errno;
    va_list args;
    va_start(args, format);
    int n = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (real_write(log_fd, line, n) != n) abort();
    errno = kept;
}

static int fault(const char *name) {
    char path[PATH_MAX];
    if (!faults) return 0;
    int kept = errno;
    snprintf(path, sizeof path, "%s/%s", faults, name);
    int there = !access(path, F_OK);
    errno = kept;
    return there;
}

/* ---- creation ---- */

static int opened(int dir, const char *path, int flags, mode_t mode) {
    REAL(int, "openat", int, const char *, int, ...);
    int ours = (flags & O_CREAT) && inside(path) && access(path, F_OK);
    if (ours && fault("enospc")) return errno = ENOSPC, -1;
    int fd = real(dir, path, flags, mode);
    if (ours && fd >= 0) tell("C %s\n", path);
    return fd;
}

#define MODE                                                    \
    mode_t mode = 0;                                            \
    if (flags & (O_CREAT | O_TMPFILE)) {                        \
        va_list args;                                           \
        va_start(args, flags);                                  \
        mode = va_arg(args, mode_t);                            \
        va_end(args);                                           \
    }

int open(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags | O_LARGEFILE, mode); }
int openat(int dir, const char *path, int flags, ...) { MODE return opened(dir, path, flags, mode); }
int openat64(int dir, const char *path, int flags, ...) { MODE return opened(dir, path, flags | O_LARGEFILE, mode); }

int mkdir(const char *path, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    if (inside(path) && fault("enospc")) return errno = ENOSPC, -1;
    int result = real(path, mode);
    if (!result && inside(path)) tell("C %s\n", path);
    return result;
}

/* ---- durability ---- */

static int synced(int fd, int (*real)(int)) {
    char path[PATH_MAX];
    struct stat before;
    if (!path_of(fd, path) || fstat(fd, &before)) return real(fd);
    if (fault("eio-sync")) return errno = EIO, -1;
    int result = real(fd);
    if (!result && S_ISDIR(before.st_mode)) tell("D %s\n", path);
    if (!result && S_ISREG(before.st_mode)) tell("S %lld %s\n", (long long)before.st_size, path);
    return result;
}

int fsync(int fd) {
    REAL(int, "fsync", int);
    return synced(fd, real);
}

int fdatasync(int fd) {
    REAL(int, "fdatasync", int);
    return synced(fd, real);
}

/* ---- names ---- */

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    if (!inside(from) || !inside(to)) return real(from, to);
    char saved[PATH_MAX];
    int number = atomic_fetch_add(&renames, 1);
    snprintf(saved, sizeof saved, "%s.%d-%d", log_path, (int)getpid(), number);
    link(to, saved);
    int result = real(from, to);
    if (!result) tell("R %d-%d %s\t%s\n", (int)getpid(), number, from, to);
    return result;
}

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    int result = real(path);
    if (!result && inside(path)) tell("U %s\n", path);
    return result;
}

/* ---- no space: half of what is asked for is written, then half of the rest, until nothing is ---- */

static int full(int fd) {
    char path[PATH_MAX];
    return fault("enospc") && path_of(fd, path);
}

ssize_t write(int fd, const void *bytes, size_t size) {
    if (faults && full(fd)) {
        if (size < 2) return errno = ENOSPC, -1;
        size /= 2;
    }
    return real_write(fd, bytes, size);
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    struct stat now;
    /* Overwriting in place needs no space. */
    if (faults && full(fd) && !fstat(fd, &now) && at + (off64_t)size > now.st_size) {
        if (size < 2) return errno = ENOSPC, -1;
        size /= 2;
    }
    return real(fd, bytes, size, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) { return pwrite64(fd, bytes, size, at); }

int fallocate64(int fd, int mode, off64_t offset, off64_t length) {
    REAL(int, "fallocate64", int, int, off64_t, off64_t);
    if (faults && full(fd)) return errno = ENOSPC, -1;
    return real(fd, mode, offset, length);
}

int fallocate(int fd, int mode, off_t offset, off_t length) { return fallocate64(fd, mode, offset, length); }

/* ---- little room: the file system says that it has 128 MiB left ---- */

int statvfs64(const char *path, struct statvfs64 *into) {
    REAL(int, "statvfs64", const char *, struct statvfs64 *);
    int result = real(path, into);
    if (!result && inside(path) && fault("little-room")) into->f_bfree = into->f_bavail = (128 << 20) / into->f_frsize;
    return result;
}

int statvfs(const char *path, struct statvfs *into) {
    REAL(int, "statvfs", const char *, struct statvfs *);
    int result = real(path, into);
    if (!result && inside(path) && fault("little-room")) into->f_bfree = into->f_bavail = (128 << 20) / into->f_frsize;
    return result;
}

/* A preload shim under which nothing that a process has written can disappear: before a file is removed, replaced by a
 * rename or emptied, it is linked (or copied) into a folder; and every file that is opened for writing is written down.
 * Linux, glibc. Environment: KEEPFILES (folder; its file "opened" gets a line for each path).
 *
 * Not kept: bytes that are overwritten in place or cut off by truncation.
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
#include <unistd.h>

static const char *folder;
static int list_fd = -1;
static atomic_int number;

#define REAL(type, name, ...)                                   \
    static type (*real)(__VA_ARGS__);                           \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static int real_openat(int dir, const char *path, int flags, mode_t mode) {
    REAL(int, "openat", int, const char *, int, ...);
    return real(dir, path, flags, mode);
}

__attribute__((constructor)) static void begin(void) {
    char path[PATH_MAX];
    folder = getenv("KEEPFILES");
    if (!folder) return;
    snprintf(path, sizeof path, "%s/opened", folder);
    list_fd = real_openat(AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void keep_name(char *name) {
    snprintf(name, PATH_MAX, "%s/%d-%d", folder, (int)getpid(), atomic_fetch_add(&number, 1));
}

static void keep(int dir, const char *path) {
    char name[PATH_MAX];
    struct stat now;
    int kept = errno;
    if (list_fd >= 0 && !fstatat(dir, path, &now, AT_SYMLINK_NOFOLLOW) && S_ISREG(now.st_mode) && now.st_size > 0) {
        keep_name(name);
        if (linkat(dir, path, AT_FDCWD, name, 0) && errno != ENOENT) abort();
    }
    errno = kept;
}

static void copy(int dir, const char *path) {
    char name[PATH_MAX], block[65536];
    struct stat now;
    int kept = errno;
    if (list_fd < 0 || fstatat(dir, path, &now, 0) || !S_ISREG(now.st_mode) || now.st_size == 0) return;
    keep_name(name);
    int from = real_openat(dir, path, O_RDONLY | O_CLOEXEC, 0);
    int to = real_openat(AT_FDCWD, name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    ssize_t n;
    while (from >= 0 && (n = read(from, block, sizeof block)) > 0)
        if (write(to, block, n) != n) abort();
    close(from);
    close(to);
    errno = kept;
}

static void tell(int fd) {
    char link[64], line[PATH_MAX + 1];
    struct stat now;
    int kept = errno;
    if (list_fd >= 0 && !fstat(fd, &now) && S_ISREG(now.st_mode)) {
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        ssize_t n = readlink(link, line, PATH_MAX);
        if (n > 0) {
            line[n] = '\n';
            if (write(list_fd, line, n + 1) != n + 1) abort();
        }
    }
    errno = kept;
}

static int opened(int dir, const char *path, int flags, mode_t mode) {
    int writes = (flags & O_ACCMODE) != O_RDONLY;
    if (writes && (flags & O_TRUNC)) copy(dir, path);
    int fd = real_openat(dir, path, flags, mode);
    if (writes && fd >= 0) tell(fd);
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

FILE *fopen(const char *path, const char *mode) {
    REAL(FILE *, "fopen", const char *, const char *);
    if (mode[0] == 'w') copy(AT_FDCWD, path);
    FILE *file = real(path, mode);
    if (file && mode[0] != 'r') tell(fileno(file));
    return file;
}

FILE *fopen64(const char *path, const char *mode) { return fopen(path, mode); }

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    keep(AT_FDCWD, to);
    return real(from, to);
}

int renameat(int from_dir, const char *from, int to_dir, const char *to) {
    REAL(int, "renameat", int, const char *, int, const char *);
    keep(to_dir, to);
    return real(from_dir, from, to_dir, to);
}

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    keep(AT_FDCWD, path);
    return real(path);
}

int unlinkat(int dir, const char *path, int flags) {
    REAL(int, "unlinkat", int, const char *, int);
    if (!(flags & AT_REMOVEDIR)) keep(dir, path);
    return real(dir, path, flags);
}

int remove(const char *path) {
    REAL(int, "remove", const char *);
    keep(AT_FDCWD, path);
    return real(path);
}

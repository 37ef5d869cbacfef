/* Stands between a process and its disk (LD_PRELOAD, Linux only; a tool for development).
 *
 * Once armed it counts every call that changes anything below one folder, or every call that reads
 * a file there. At a chosen call the process dies, or the disk fails. Whatever was done is noted in a trace, with the data, from
 * which the state after a power cut is made.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILES 4096
#define REAL(name) \
    static __typeof__(name) *real; \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

enum fate { GO_ON, FAIL, HALF };

/* Each call is of one kind: c a file made, o one opened to be written, w written, t cut, f flushed,
 * F a folder flushed, r renamed, l linked, u unlinked, m a folder made, d one removed, R read.
 * Besides in the trace: n words of the process itself, ! where the fault struck. */
struct __attribute__((packed)) head {
    char kind;
    uint32_t call, first, second;
    uint64_t file, offset, size;
};

static char root[PATH_MAX];
static size_t root_length; /* 0: not armed */
static int trace = -1;
static uint32_t calls, strikes_at;
static char how; /* k killed before it, h killed in its middle, e fails once, E fails for good */
static int error_number;
static char fails[16]; /* for good: the kinds of the calls that fail from then on */
static char counted[16], refused[16]; /* kinds of calls; those refused always fail, and never count */
static char *unreadable; /* for good: the file of which a read has failed */
static char *open_paths[FILES];
static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;

static void note(char kind, const char *first, const char *second, uint64_t file, uint64_t offset,
                 const void *data, size_t size)
{
    REAL(writev);
    struct head head = {kind, calls, first ? strlen(first) : 0, second ? strlen(second) : 0,
                        file, offset, size};
    struct iovec parts[] = {{&head, sizeof head},
                            {(void *)first, head.first},
                            {(void *)second, head.second},
                            {(void *)data, size}};
    ssize_t whole = sizeof head + head.first + head.second + size;
    if (real(trace, parts, 4) != whole) {
        dprintf(2, "the trace cannot be written\n");
        abort();
    }
}

void faults_arm(const char *folder, const char *trace_file, uint32_t at, char what, int error,
                const char *kinds, const char *counting, const char *refusing)
{
    REAL(open);
    trace = real(trace_file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    snprintf(root, sizeof root, "%s", folder);
    snprintf(fails, sizeof fails, "%s", kinds);
    snprintf(counted, sizeof counted, "%s", counting);
    snprintf(refused, sizeof refused, "%s", refusing);
    strikes_at = at;
    how = what;
    error_number = error;
    root_length = strlen(root);
}

void faults_note(const char *words)
{
    pthread_mutex_lock(&one);
    note('n', words, NULL, 0, 0, NULL, 0);
    pthread_mutex_unlock(&one);
}

/* The absolute path if it is the folder's or lies below it, else NULL. */
static const char *below(int folder, const char *path, char *whole)
{
    if (!root_length || !path)
        return NULL;
    if (path[0] == '/')
        snprintf(whole, PATH_MAX, "%s", path);
    else if (folder == AT_FDCWD) {
        if (!getcwd(whole, PATH_MAX / 2))
            return NULL;
        snprintf(whole + strlen(whole), PATH_MAX / 2, "/%s", path);
    } else if (folder >= 0 && folder < FILES && open_paths[folder])
        snprintf(whole, PATH_MAX, "%s/%s", open_paths[folder], path);
    else
        return NULL;
    char after = strncmp(whole, root, root_length) ? '?' : whole[root_length];
    return after == '/' || !after ? whole : NULL;
}

static const char *path_of(int file)
{
    return root_length && file >= 0 && file < FILES ? open_paths[file] : NULL;
}

static uint64_t identity(int file)
{
    struct stat found;
    return fstat(file, &found) ? 0 : found.st_ino;
}

/* Counts a call and says what becomes of it. */
static enum fate fate(char kind, const char *path)
{
    if (strchr(refused, kind)) {
        errno = EPERM;
        return FAIL;
    }
    if (!strchr(counted, kind))
        return GO_ON;
    calls++;
    if (!strikes_at || calls < strikes_at)
        return GO_ON;
    if (calls == strikes_at) {
        const char name[] = {kind, 0};
        note('!', name, path, 0, 0, NULL, 0);
        if (how == 'k')
            kill(getpid(), SIGKILL);
        if (how == 'h' || (how == 'E' && error_number == ENOSPC && kind == 'w'))
            return HALF;
        if (kind == 'R')
            unreadable = strdup(path);
    } else if (how != 'E' || !strchr(fails, kind) || (kind == 'R' && strcmp(path, unreadable)))
        return GO_ON;
    errno = error_number;
    return FAIL;
}

static int open_below(int folder, const char *path, int flags, mode_t mode)
{
    REAL(openat);
    char whole[PATH_MAX];
    const char *found = below(folder, path, whole);
    if (!found)
        return real(folder, path, flags, mode);
    pthread_mutex_lock(&one);
    int writes = (flags & O_ACCMODE) != O_RDONLY || flags & O_TRUNC;
    struct stat there;
    int made = (flags & O_CREAT) && stat(found, &there);
    int file = -1;
    char kind = made ? 'c' : 'o';
    if (!(writes || made) || fate(kind, found) == GO_ON) {
        file = real(folder, path, flags, mode);
        if (file >= FILES)
            abort();
        if (file >= 0) {
            free(open_paths[file]);
            open_paths[file] = strdup(found);
            if (writes || made)
                note(kind, found, NULL, identity(file), flags & O_TRUNC ? 1 : 0, NULL, 0);
        }
    }
    pthread_mutex_unlock(&one);
    return file;
}

static mode_t mode_of(int flags, va_list more)
{
    return flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = mode_of(flags, more); \
        va_end(more); \
        return open_below(AT_FDCWD, path, flags, mode); \
    }
#define OPENAT(name) \
    int name(int folder, const char *path, int flags, ...) \
    { \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = mode_of(flags, more); \
        va_end(more); \
        return open_below(folder, path, flags, mode); \
    }

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
int __open_2(const char *path, int flags) { return open_below(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return open_below(AT_FDCWD, path, flags, 0); }
int __openat_2(int at, const char *path, int flags) { return open_below(at, path, flags, 0); }
int __openat64_2(int at, const char *path, int flags) { return open_below(at, path, flags, 0); }
int creat(const char *path, mode_t mode)
{
    return open_below(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

int close(int file)
{
    REAL(close);
    if (path_of(file)) {
        free(open_paths[file]);
        open_paths[file] = NULL;
    }
    return real(file);
}

/* Reads at the offset, or where the file stands if that is negative. */
static ssize_t get(int file, void *data, size_t size, off_t offset)
{
    static ssize_t (*real_read)(int, void *, size_t);
    static ssize_t (*real_pread)(int, void *, size_t, off_t);
    if (!real_read) {
        real_pread = dlsym(RTLD_NEXT, "pread");
        real_read = dlsym(RTLD_NEXT, "read");
    }
    const char *path = path_of(file);
    if (path && strchr(counted, 'R')) {
        pthread_mutex_lock(&one);
        enum fate what = fate('R', path);
        if (what != FAIL)
            note('R', path, NULL, identity(file), offset < 0 ? 0 : offset, NULL, 0);
        pthread_mutex_unlock(&one);
        if (what == FAIL)
            return -1;
    }
    return offset < 0 ? real_read(file, data, size) : real_pread(file, data, size, offset);
}

ssize_t read(int file, void *data, size_t size) { return get(file, data, size, -1); }
ssize_t pread(int file, void *data, size_t size, off_t at) { return get(file, data, size, at); }
ssize_t pread64(int file, void *data, size_t size, off64_t at) { return get(file, data, size, at); }
ssize_t __read_chk(int file, void *data, size_t size, size_t room)
{
    return size > room ? (abort(), -1) : get(file, data, size, -1);
}
ssize_t __pread_chk(int file, void *data, size_t size, off_t at, size_t room)
{
    return size > room ? (abort(), -1) : get(file, data, size, at);
}
ssize_t __pread64_chk(int file, void *data, size_t size, off64_t at, size_t room)
{
    return size > room ? (abort(), -1) : get(file, data, size, at);
}

/* Writes at the offset, or where the file stands if that is negative. */
static ssize_t put(int file, const void *data, size_t size, off_t offset)
{
    static ssize_t (*real_write)(int, const void *, size_t);
    static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
    if (!real_write) {
        real_pwrite = dlsym(RTLD_NEXT, "pwrite");
        real_write = dlsym(RTLD_NEXT, "write");
    }
    const char *path = path_of(file);
    if (!path)
        return offset < 0 ? real_write(file, data, size) : real_pwrite(file, data, size, offset);
    pthread_mutex_lock(&one);
    ssize_t done = -1;
    enum fate what = fate('w', path);
    if (what != FAIL) {
        if (what == HALF && size > 1)
            size /= 2;
        done = offset < 0 ? real_write(file, data, size) : real_pwrite(file, data, size, offset);
        if (done > 0) {
            off_t from = offset < 0 ? lseek(file, 0, SEEK_CUR) - done : offset;
            note('w', path, NULL, identity(file), from, data, done);
        }
        if (what == HALF && how == 'h')
            kill(getpid(), SIGKILL);
    }
    pthread_mutex_unlock(&one);
    return done;
}

static ssize_t put_parts(int file, const struct iovec *parts, int count, off_t offset)
{
    size_t size = 0, filled = 0;
    for (int i = 0; i < count; i++)
        size += parts[i].iov_len;
    char *data = malloc(size ? size : 1);
    for (int i = 0; i < count; filled += parts[i++].iov_len)
        memcpy(data + filled, parts[i].iov_base, parts[i].iov_len);
    ssize_t done = put(file, data, size, offset);
    free(data);
    return done;
}

ssize_t write(int file, const void *data, size_t size) { return put(file, data, size, -1); }
ssize_t pwrite(int file, const void *data, size_t size, off_t at) { return put(file, data, size, at); }
ssize_t pwrite64(int file, const void *data, size_t size, off64_t at)
{
    return put(file, data, size, at);
}
ssize_t writev(int file, const struct iovec *parts, int count)
{
    REAL(writev);
    return path_of(file) ? put_parts(file, parts, count, -1) : real(file, parts, count);
}
ssize_t pwritev(int file, const struct iovec *parts, int count, off_t at)
{
    REAL(pwritev);
    return path_of(file) ? put_parts(file, parts, count, at) : real(file, parts, count, at);
}
ssize_t pwritev64(int file, const struct iovec *parts, int count, off64_t at)
{
    return pwritev(file, parts, count, at);
}

/* Copying within the kernel is done by hand, so that the data are seen. */
ssize_t sendfile(int target, int source, off_t *offset, size_t size)
{
    REAL(sendfile);
    if (!path_of(target))
        return real(target, source, offset, size);
    size = size > 1 << 20 ? 1 << 20 : size;
    char *data = malloc(size ? size : 1);
    ssize_t got = offset ? pread(source, data, size, *offset) : read(source, data, size);
    ssize_t done = got > 0 ? put(target, data, got, -1) : got;
    if (offset && done > 0)
        *offset += done;
    free(data);
    return done;
}
ssize_t sendfile64(int target, int source, off64_t *offset, size_t size)
{
    return sendfile(target, source, offset, size);
}
ssize_t copy_file_range(int source, off64_t *from, int target, off64_t *to, size_t size,
                        unsigned flags)
{
    REAL(copy_file_range);
    if (!path_of(target))
        return real(source, from, target, to, size, flags);
    errno = ENOSYS;
    return -1;
}

/* A call that answers 0 or -1, noted once it was done. */
#define CHANGE(kind, path, second, file, offset, call) \
    do { \
        pthread_mutex_lock(&one); \
        int answer = -1; \
        uint64_t number = (file); \
        if (fate(kind, path) != FAIL && (answer = (call)) == 0) \
            note(kind, path, second, number, offset, NULL, 0); \
        pthread_mutex_unlock(&one); \
        return answer; \
    } while (0)

static int flush(int file, int (*real)(int))
{
    const char *path = path_of(file);
    struct stat found;
    if (!path || fstat(file, &found))
        return real(file);
    char kind = S_ISDIR(found.st_mode) ? 'F' : 'f';
    CHANGE(kind, path, NULL, found.st_ino, 0, real(file));
}
int fsync(int file)
{
    REAL(fsync);
    return flush(file, real);
}
int fdatasync(int file)
{
    REAL(fdatasync);
    return flush(file, real);
}

int ftruncate(int file, off_t size)
{
    REAL(ftruncate);
    const char *path = path_of(file);
    if (!path)
        return real(file, size);
    CHANGE('t', path, NULL, identity(file), size, real(file, size));
}
int ftruncate64(int file, off64_t size) { return ftruncate(file, size); }
int truncate(const char *path, off_t size)
{
    int file = open(path, O_WRONLY);
    int answer = file < 0 ? -1 : ftruncate(file, size);
    if (file >= 0)
        close(file);
    return answer;
}
int truncate64(const char *path, off64_t size) { return truncate(path, size); }

int renameat(int from, const char *old, int to, const char *new)
{
    REAL(renameat);
    char a[PATH_MAX], b[PATH_MAX];
    const char *first = below(from, old, a), *second = below(to, new, b);
    if (!first && !second)
        return real(from, old, to, new);
    if (!first || !second)
        abort();
    CHANGE('r', first, second, 0, 0, real(from, old, to, new));
}
int rename(const char *old, const char *new) { return renameat(AT_FDCWD, old, AT_FDCWD, new); }

int linkat(int from, const char *old, int to, const char *new, int flags)
{
    REAL(linkat);
    char a[PATH_MAX], b[PATH_MAX];
    const char *first = below(from, old, a), *second = below(to, new, b);
    if (!second)
        return real(from, old, to, new, flags);
    if (!first)
        abort();
    CHANGE('l', first, second, 0, 0, real(from, old, to, new, flags));
}
int link(const char *old, const char *new) { return linkat(AT_FDCWD, old, AT_FDCWD, new, 0); }

int unlinkat(int folder, const char *path, int flags)
{
    REAL(unlinkat);
    char whole[PATH_MAX];
    const char *found = below(folder, path, whole);
    if (!found)
        return real(folder, path, flags);
    CHANGE(flags & AT_REMOVEDIR ? 'd' : 'u', found, NULL, 0, 0, real(folder, path, flags));
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int folder, const char *path, mode_t mode)
{
    REAL(mkdirat);
    char whole[PATH_MAX];
    const char *found = below(folder, path, whole);
    if (!found)
        return real(folder, path, mode);
    CHANGE('m', found, NULL, 0, 0, real(folder, path, mode));
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

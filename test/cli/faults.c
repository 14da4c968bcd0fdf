/* Lets a disk fail as a test wants, without the rights to mount one: cc -shared -fPIC -o faults.so faults.c -ldl
 * FAULT_BELOW  the path, or the folder above it, whose calls fail
 * FAULT_CALL   write, read, list, or make (opening for writing, making folders)
 * FAULT_ERRNO  number of the error
 * FAULT_AFTER  bytes that are written before, or the offset from which on nothing can be read */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static ssize_t gone; /* bytes written so far, by this process */

static int is_call(const char *call) {
  const char *wanted = getenv("FAULT_CALL");
  return wanted && strcmp(wanted, call) == 0;
}
static int is_below(const char *path) {
  const char *below = getenv("FAULT_BELOW");
  return below && path && strncmp(path, below, strlen(below)) == 0;
}
static int is_file(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return is_below(path);
}
static long after(void) { return getenv("FAULT_AFTER") ? atol(getenv("FAULT_AFTER")) : 0; }
static int fail(void) {
  errno = atoi(getenv("FAULT_ERRNO") ? getenv("FAULT_ERRNO") : "5");
  return -1;
}
static int is_full(int fd, size_t more) {
  if (!is_call("write") || !is_file(fd)) return 0;
  if (__atomic_add_fetch(&gone, (ssize_t)more, __ATOMIC_SEQ_CST) > after()) return 1;
  return 0;
}
static int is_bad(int fd, off_t from, size_t length) {
  return is_call("read") && from + (off_t)length > after() && is_file(fd);
}
static size_t total(const struct iovec *parts, int count) {
  size_t sum = 0;
  for (int at = 0; at < count; at++) sum += parts[at].iov_len;
  return sum;
}
#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = dlsym(RTLD_NEXT, name)

ssize_t write(int fd, const void *bytes, size_t length) {
  REAL(ssize_t, "write", int, const void *, size_t);
  return is_full(fd, length) ? fail() : real(fd, bytes, length);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(ssize_t, "writev", int, const struct iovec *, int);
  return is_full(fd, total(parts, count)) ? fail() : real(fd, parts, count);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
  return is_full(fd, length) ? fail() : real(fd, bytes, length, at);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return pwrite64(fd, bytes, length, at); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) {
  REAL(ssize_t, "pwritev64", int, const struct iovec *, int, off64_t);
  return is_full(fd, total(parts, count)) ? fail() : real(fd, parts, count, at);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) { return pwritev64(fd, parts, count, at); }
ssize_t read(int fd, void *bytes, size_t length) {
  REAL(ssize_t, "read", int, void *, size_t);
  return is_call("read") && is_bad(fd, lseek(fd, 0, SEEK_CUR), length) ? fail() : real(fd, bytes, length);
}
ssize_t pread64(int fd, void *bytes, size_t length, off64_t at) {
  REAL(ssize_t, "pread64", int, void *, size_t, off64_t);
  return is_bad(fd, at, length) ? fail() : real(fd, bytes, length, at);
}
ssize_t pread(int fd, void *bytes, size_t length, off_t at) { return pread64(fd, bytes, length, at); }
ssize_t preadv64(int fd, const struct iovec *parts, int count, off64_t at) {
  REAL(ssize_t, "preadv64", int, const struct iovec *, int, off64_t);
  return is_bad(fd, at, total(parts, count)) ? fail() : real(fd, parts, count, at);
}
ssize_t preadv(int fd, const struct iovec *parts, int count, off_t at) { return preadv64(fd, parts, count, at); }
int scandir64(const char *path, struct dirent64 ***names, int (*filter)(const struct dirent64 *),
              int (*order)(const struct dirent64 **, const struct dirent64 **)) {
  REAL(int, "scandir64", const char *, struct dirent64 ***, int (*)(const struct dirent64 *),
       int (*)(const struct dirent64 **, const struct dirent64 **));
  return is_call("list") && is_below(path) ? fail() : real(path, names, filter, order);
}
int scandir(const char *path, struct dirent ***names, int (*filter)(const struct dirent *),
            int (*order)(const struct dirent **, const struct dirent **)) {
  REAL(int, "scandir", const char *, struct dirent ***, int (*)(const struct dirent *),
       int (*)(const struct dirent **, const struct dirent **));
  return is_call("list") && is_below(path) ? fail() : real(path, names, filter, order);
}
int mkdir(const char *path, mode_t mode) {
  REAL(int, "mkdir", const char *, mode_t);
  return is_call("make") && is_below(path) ? fail() : real(path, mode);
}
int open64(const char *path, int flags, ...) {
  REAL(int, "open64", const char *, int, ...);
  va_list rest;
  va_start(rest, flags);
  mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  return is_call("make") && (flags & (O_WRONLY | O_RDWR | O_CREAT)) && is_below(path) ? fail() : real(path, flags, mode);
}
int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  return open64(path, flags, mode);
}

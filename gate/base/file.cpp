// SPDX-License-Identifier: MIT
#include "gate/base/file.h"

#include <limits.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <utility>

#include "gate/base/error.h"
#include "gate/base/hex.h"
#include "gate/base/random.h"

namespace hotfix {

namespace {

constexpr std::size_t kPart = std::size_t{64}
                              << 10;  // bytes read at once where the size is unknown

// A buffer of this size takes the whole file and the end after it.
std::size_t expected_size(int file) {
  struct stat status = {};
  const bool is_known = fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0;
  return is_known ? static_cast<std::size_t>(status.st_size) + 1 : kPart;
}

bool is_pipe(int file) {
  struct stat status = {};
  return fstat(file, &status) == 0 && S_ISFIFO(status.st_mode);
}

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds kPatience{10};  // with a pipe that nobody writes to

// Waits until there is something to read, or the writer is gone. False when nobody came in time:
// then errno says so. Whatever is no pipe can be read at once.
bool wait_for_writer(int file, Clock::time_point end) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
  pollfd one = {file, POLLIN, 0};
  const int ready = poll(&one, 1, std::max(0, static_cast<int>(left.count())));
  if (ready == 0) errno = ETIMEDOUT;
  return ready > 0 || (ready < 0 && errno == EINTR);
}

// Nobody can have made a file of that name beforehand, and two threads never choose the same.
std::string draft_of(const std::string& name) {
  static std::atomic<unsigned> count = 0;
  return name + ".new-" + std::to_string(getpid()) + "-" + std::to_string(++count) + "-" +
         hex_of_bytes(random_bytes(8));
}

bool is_file_or_folder(const struct stat& status) {
  return S_ISREG(status.st_mode) || S_ISDIR(status.st_mode);
}

// A device, a pipe or the like, or a link to one or to an open file, as /dev/stdout is: whoever has
// the right to do so would take it from every program of the machine.
bool is_special(int folder, const std::string& name) {
  struct stat status = {};
  if (fstatat(folder, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return false;
  if (!S_ISLNK(status.st_mode)) return !is_file_or_folder(status);
  char target[PATH_MAX];
  const ssize_t size = readlinkat(folder, name.c_str(), target, sizeof target);
  const std::string_view leads_to(target, static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
  if (leads_to.starts_with("/proc/")) return true;
  return fstatat(folder, name.c_str(), &status, 0) == 0 && !is_file_or_folder(status);
}

// What is left to read of an open file.
std::optional<std::string> read_open_file(int file, std::size_t limit) {
  const std::size_t expected = expected_size(file);
  const Clock::time_point end = Clock::now() + kPatience;
  std::string text;
  std::size_t have = 0;
  while (have <= limit) {
    if (is_pipe(file) && !wait_for_writer(file, end)) return std::nullopt;
    if (have == text.size()) text.resize(std::min(limit + 1, std::max(expected, 2 * have)));
    const ssize_t got = ::read(file, &text[have], text.size() - have);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  text.resize(have);
  return text;
}

}  // namespace

Descriptor::~Descriptor() {
  const int error = errno;
  close();
  errno = error;
}

bool Descriptor::close() {
  const int number = std::exchange(number_, -1);
  return number < 0 || ::close(number) == 0;
}

std::optional<std::string> read_file(const std::string& path, std::size_t limit) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  return file ? read_open_file(file.get(), limit) : std::nullopt;
}

std::optional<std::string> read_regular_file(const std::string& path, std::size_t limit,
                                             int flags) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | flags));
  return file ? read_regular_file(file, limit) : std::nullopt;
}

std::optional<std::string> read_regular_file(const Descriptor& file, std::size_t limit) {
  struct stat status = {};
  if (fstat(file.get(), &status) != 0) return std::nullopt;
  const auto size = static_cast<std::size_t>(status.st_size);
  if (!S_ISREG(status.st_mode) || size > limit) {
    errno = S_ISREG(status.st_mode) ? EFBIG : EINVAL;
    return std::nullopt;
  }
  std::string text(size, '\0');
  const ssize_t got = ::read(file.get(), text.data(), size);
  if (got < 0) return std::nullopt;
  if (static_cast<std::size_t>(got) == size) return text;
  errno = EIO;
  return std::nullopt;
}

MappedFile::MappedFile(int file, std::size_t offset, std::size_t size) {
  const std::size_t skipped = offset % static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  if (size == 0) return;
  void* const mapped = mmap(nullptr, skipped + size, PROT_READ, MAP_PRIVATE, file,
                            static_cast<off_t>(offset - skipped));
  if (mapped == MAP_FAILED) return;
  pages_ = static_cast<unsigned char*>(mapped);
  skipped_ = skipped;
  size_ = skipped + size;
}

MappedFile::~MappedFile() {
  if (size_ > 0) munmap(pages_, size_);
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

AtomicFile::AtomicFile(std::string name, std::string_view bytes, mode_t mode, int folder)
    : name_(std::move(name)), draft_(draft_of(name_)), folder_(folder) {
  Descriptor file(
      openat(folder_, draft_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
  if (!note(bool(file))) {
    draft_.clear();
    return;
  }
  note(write_all(file.get(), bytes) && file.close());
}

AtomicFile::~AtomicFile() {
  if (draft_.empty()) return;
  const int error = errno;
  unlinkat(folder_, draft_.c_str(), 0);
  errno = error;
}

// Keeps the reason of the first failure, and says whether there was none.
bool AtomicFile::note(bool done) {
  if (!done && error_ == 0) error_ = errno;
  return error_ == 0;
}

bool AtomicFile::set_mode(mode_t mode) {
  return error_ == 0 && note(fchmodat(folder_, draft_.c_str(), mode, 0) == 0);
}

bool AtomicFile::publish(Existing existing) {
  if (error_ != 0) return false;
  if (existing == Existing::keep) {
    return note(linkat(folder_, draft_.c_str(), folder_, name_.c_str(), 0) == 0);
  }
  if (is_special(folder_, name_)) {
    errno = EEXIST;
    return note(false);
  }
  if (!note(renameat(folder_, draft_.c_str(), folder_, name_.c_str()) == 0)) return false;
  draft_.clear();
  return true;
}

void leave_page(const std::string& path, std::string_view page) {
  AtomicFile file(path, page, 0600);
  if (file.set_mode(0644) && file.publish()) return;
  throw Undecidable(path + ": cannot be written: " + std::strerror(file.error()),
                    "give another file");
}

}  // namespace hotfix

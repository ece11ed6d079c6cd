// SPDX-License-Identifier: MIT
#include "gate/base/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>

namespace hotfix {

namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  int get() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_;
};

// How large the file is; nullopt when it is of another kind or not private.
std::optional<std::size_t> private_size(const Descriptor& file, mode_t kind) {
  struct stat status;
  if (!file || fstat(file.get(), &status) != 0) return std::nullopt;
  const bool is_private = (status.st_mode & S_IFMT) == kind && status.st_uid == geteuid() &&
                          (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
  return is_private ? std::optional(static_cast<std::size_t>(status.st_size)) : std::nullopt;
}

int open_folder(const std::string& path) {
  return open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

int rename_within(int folder, const char* from, const char* to) {
  return renameat(folder, from, folder, to);
}

int link_within(int folder, const char* from, const char* to) {
  return linkat(folder, from, folder, to, 0);
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool read_all(int file, std::string& bytes) {
  for (std::size_t have = 0; have < bytes.size();) {
    const ssize_t got = ::read(file, &bytes[have], bytes.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    have += static_cast<std::size_t>(got);
  }
  return true;
}

}  // namespace

std::optional<std::string> PrivateFile::read(std::size_t limit) const {
  const Descriptor folder(open_folder(folder_));
  if (!private_size(folder, S_IFDIR)) return std::nullopt;
  // Not to wait for the other end, should somebody have put a pipe there.
  const Descriptor file(
      openat(folder.get(), name_.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  const auto size = private_size(file, S_IFREG);
  if (!size || *size > limit) return std::nullopt;
  std::string bytes(*size, '\0');
  if (!read_all(file.get(), bytes)) return std::nullopt;
  return bytes;
}

bool PrivateFile::put(std::string_view bytes, Existing existing) const {
  mkdir(folder_.c_str(), 0700);
  const Descriptor folder(open_folder(folder_));
  if (!private_size(folder, S_IFDIR)) return false;
  static std::atomic<unsigned> count = 0;
  const std::string temporary =
      name_ + ".new-" + std::to_string(getpid()) + "-" + std::to_string(++count);
  unlinkat(folder.get(), temporary.c_str(), 0);  // of a process that died
  const Descriptor file(openat(folder.get(), temporary.c_str(),
                               O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file) return false;
  const auto publish = existing == Existing::replace ? rename_within : link_within;
  const bool done =
      write_all(file.get(), bytes) && publish(folder.get(), temporary.c_str(), name_.c_str()) == 0;
  unlinkat(folder.get(), temporary.c_str(), 0);
  return done;
}

}  // namespace hotfix

// SPDX-License-Identifier: MIT
#include "gate/base/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hotfix {

namespace {

// How large the file is; nullopt when it is of another kind or not private.
std::optional<std::size_t> private_size(const Descriptor& file, mode_t kind, Writers writers) {
  struct stat status;
  if (!file || fstat(file.get(), &status) != 0) return std::nullopt;
  const bool may_group = writers == Writers::own_group && status.st_gid == status.st_uid;
  const mode_t others = may_group ? S_IWOTH : S_IWGRP | S_IWOTH;
  const bool is_private = (status.st_mode & S_IFMT) == kind && status.st_uid == geteuid() &&
                          (status.st_mode & others) == 0;
  return is_private ? std::optional(static_cast<std::size_t>(status.st_size)) : std::nullopt;
}

int open_folder(const std::string& path) {
  return open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

}  // namespace

bool is_private_folder(const std::string& path, Writers writers) {
  return private_size(Descriptor(open_folder(path)), S_IFDIR, writers).has_value();
}

Descriptor PrivateFile::open() const {
  const Descriptor folder(open_folder(folder_));
  if (!private_size(folder, S_IFDIR, writers_)) return Descriptor(-1);
  // Not to wait for the other end, should somebody have put a pipe there.
  Descriptor file(
      openat(folder.get(), name_.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  return private_size(file, S_IFREG, writers_) ? std::move(file) : Descriptor(-1);
}

std::optional<std::string> PrivateFile::read(std::size_t limit) const {
  const Descriptor file = open();
  struct stat status = {};
  if (!file || fstat(file.get(), &status) != 0) return std::nullopt;
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > limit) return std::nullopt;
  std::string bytes(size, '\0');
  const ssize_t got = ::read(file.get(), bytes.data(), size);
  return got == status.st_size ? std::optional(std::move(bytes)) : std::nullopt;
}

bool PrivateFile::put(std::string_view bytes, AtomicFile::Existing existing) const {
  mkdir(folder_.c_str(), 0700);
  const Descriptor folder(open_folder(folder_));
  return private_size(folder, S_IFDIR, writers_) &&
         AtomicFile(name_, bytes, 0600, folder.get()).publish(existing);
}

}  // namespace hotfix

// SPDX-License-Identifier: MIT
#include "gate/base/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hotfix {

namespace {

bool is_private(const Descriptor& file, mode_t kind, Writers writers) {
  struct stat status;
  if (!file || fstat(file.get(), &status) != 0) return false;
  const bool may_group = writers == Writers::own_group && status.st_gid == status.st_uid;
  const mode_t others = may_group ? S_IWOTH : S_IWGRP | S_IWOTH;
  return (status.st_mode & S_IFMT) == kind && status.st_uid == geteuid() &&
         (status.st_mode & others) == 0;
}

int open_folder(const std::string& path) {
  return open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

}  // namespace

bool is_private_folder(const std::string& path, Writers writers) {
  return is_private(Descriptor(open_folder(path)), S_IFDIR, writers);
}

Descriptor PrivateFile::open() const {
  const Descriptor folder(open_folder(folder_));
  if (!is_private(folder, S_IFDIR, writers_)) return Descriptor(-1);
  // Not to wait for the other end, should somebody have put a pipe there.
  Descriptor file(
      openat(folder.get(), name_.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  return is_private(file, S_IFREG, writers_) ? std::move(file) : Descriptor(-1);
}

std::optional<std::string> PrivateFile::read(std::size_t limit) const {
  const Descriptor file = open();
  return file ? read_regular_file(file, limit) : std::nullopt;
}

bool PrivateFile::put(std::string_view bytes, AtomicFile::Existing existing) const {
  mkdir(folder_.c_str(), 0700);
  const Descriptor folder(open_folder(folder_));
  return is_private(folder, S_IFDIR, writers_) &&
         AtomicFile(name_, bytes, 0600, folder.get()).publish(existing);
}

}  // namespace hotfix

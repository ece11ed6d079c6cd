// SPDX-License-Identifier: MIT
#include "ci/output/report_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>

#include "gate/base/error.h"

namespace hotfix {

namespace {

[[noreturn]] void fail(const std::string& path, const char* what) {
  throw Undecidable(path + ": " + what + ": " + std::strerror(errno), "give another file");
}

void write_all(int file, const std::string& path, const std::string& text) {
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t wrote = write(file, text.data() + done, text.size() - done);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) {
      close(file);
      fail(path, "cannot be written");
    }
    done += static_cast<std::size_t>(wrote);
  }
  if (close(file) != 0) fail(path, "cannot be written");
}

}  // namespace

std::string read_file(const std::string& path, std::size_t limit) {
  std::ifstream file(path, std::ios::binary);
  if (!file.is_open()) fail(path, "cannot be read");
  std::string text;
  std::array<char, 64 * 1024> part{};
  while (file && text.size() <= limit) {
    file.read(part.data(), part.size());
    text.append(part.data(), static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad()) fail(path, "cannot be read");
  return text;
}

void write_file(const std::string& path, const std::string& text) {
  std::string draft = path + ".XXXXXX";
  const int file = mkstemp(draft.data());
  if (file < 0) fail(path, "cannot be written");
  try {
    write_all(file, path, text);
    if (chmod(draft.c_str(), 0644) != 0 || rename(draft.c_str(), path.c_str()) != 0) {
      fail(path, "cannot be written");
    }
  } catch (const Undecidable&) {
    unlink(draft.c_str());
    throw;
  }
}

void append_file(const std::string& path, const std::string& text) {
  const int file =
      open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0644);
  if (file < 0) fail(path, "cannot be written");
  write_all(file, path, text);
}

}  // namespace hotfix

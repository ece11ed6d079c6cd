// SPDX-License-Identifier: MIT
#include "ci/output/report_files.h"

#include <fcntl.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "gate/base/error.h"
#include "gate/base/file.h"

namespace hotfix {

namespace {

[[noreturn]] void fail(const std::string& path, const char* what, int error) {
  throw Undecidable(path + ": " + what + ": " + std::strerror(error), "give another file");
}

}  // namespace

std::string read_payload(const std::string& path, std::size_t limit) {
  auto text = read_file(path, limit);
  if (!text) fail(path, "cannot be read", errno);
  return *std::move(text);
}

void write_file(const std::string& path, const std::string& text) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  std::error_code error;
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  if (error) fail(path, "cannot be written", error.value());
  AtomicFile file(path, text, 0600);
  if (!file.set_mode(0644) || !file.publish()) fail(path, "cannot be written", file.error());
}

void append_file(const std::string& path, const std::string& text) {
  Descriptor file(open(path.c_str(),
                       O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0644));
  const bool done = file && write_all(file.get(), text) && file.close();
  if (!done) fail(path, "cannot be written", errno);
}

}  // namespace hotfix

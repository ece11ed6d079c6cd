// SPDX-License-Identifier: MIT
#include "gate/base/random.h"

#include <fcntl.h>
#include <unistd.h>

#if __has_include(<sys/random.h>)
#include <sys/random.h>
#define HOTFIX_HAS_GETENTROPY 1
#endif

#include "gate/base/file.h"

namespace hotfix {

namespace {

bool from_system([[maybe_unused]] std::string& bytes) {
#ifdef HOTFIX_HAS_GETENTROPY
  return getentropy(bytes.data(), bytes.size()) == 0;
#else
  return false;
#endif
}

// Where the call is not there, or a sandbox forbids it.
bool from_device(std::string& bytes) {
  const Descriptor device(open("/dev/urandom", O_RDONLY | O_CLOEXEC));
  std::size_t have = 0;
  while (device && have < bytes.size()) {
    const ssize_t got = read(device.get(), &bytes[have], bytes.size() - have);
    if (got <= 0) break;
    have += static_cast<std::size_t>(got);
  }
  return have == bytes.size();
}

}  // namespace

std::string random_bytes(std::size_t size) {
  std::string bytes(size, '\0');
  return from_system(bytes) || from_device(bytes) ? bytes : std::string();
}

}  // namespace hotfix
